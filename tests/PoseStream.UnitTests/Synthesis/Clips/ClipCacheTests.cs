using PoseStream.Core.Frames;
using PoseStream.Synthesis.Clips;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Clips;

public sealed class ClipCacheTests : IDisposable
{
    private static readonly ClipScript Script = ClipRendererTests.Small with { FramesPerSecond = 1 };

    private readonly TemporaryFolder _folder = new();
    private readonly LogCollector _log = new();

    private string[] Files => [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)!)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_AfterRender_GivesTheSameClip()
    {
        var made = Cache().Render(Script, null, CancellationToken.None);
        var found = Cache().Find(Script);
        Assert.NotNull(found);
        Assert.Equal(made.Name, found.Name);
        Assert.Equal(made.View, found.View);
        Assert.Equal(made.Video.Duration_ns, found.Video.Duration_ns);
        Assert.Equal(made.Video.Count, found.Video.Count);
        for (var i = 0; i < made.Video.Count; i++)
        {
            Assert.Equal(made.Video[i].Time, found.Video[i].Time);
            Assert.Equal(made.Video[i].IsKeyFrame, found.Video[i].IsKeyFrame);
            Assert.Equal(made.Video[i].NalUnits.Select(unit => unit.ToArray()), found.Video[i].NalUnits.Select(unit => unit.ToArray()));
            Assert.Equivalent(made.Pictures[i].People, found.Pictures[i].People, strict: true);
        }

        Assert.Empty(_log.Entries);
        Assert.All(Files, name => Assert.StartsWith("room-", name, StringComparison.Ordinal));
        Assert.Equal(2, Files.Length);
        Assert.Equal(Script.Count, File.ReadAllLines(PathOf(".truth.jsonl")).Length);
    }

    [Fact]
    public void Find_NothingThere_IsNullWithoutAWord()
    {
        Assert.Null(Cache().Find(Script));
        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData("changed", ".clip")]
    [InlineData("truncated", ".clip")]
    [InlineData("empty", ".clip")]
    [InlineData("changed", ".truth.jsonl")]
    [InlineData("truncated", ".truth.jsonl")]
    [InlineData("empty", ".truth.jsonl")]
    public void Find_FileDamaged_SaysSoAndRenderReplacesIt(string damage, string kind)
    {
        Cache().Render(Script, null, CancellationToken.None);
        var path = PathOf(kind);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, damage switch { "changed" => bytes, "truncated" => bytes[..(bytes.Length / 2)], _ => [] });

        Assert.Null(Cache().Find(Script));
        Assert.Contains(PathOf(".clip"), Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
        Cache().Render(Script, null, CancellationToken.None);
        Assert.NotNull(Cache().Find(Script));
        Assert.Equal(2, Files.Length);
    }

    [Fact]
    public void Find_TruthMissing_SaysSo()
    {
        Cache().Render(Script, null, CancellationToken.None);
        File.Delete(PathOf(".truth.jsonl"));
        Assert.Null(Cache().Find(Script));
        Assert.Contains(".truth.jsonl", Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ScriptChanged_ReplacesTheOldClipAndNoOther()
    {
        _folder.Write("gym-0123456789abcdef.clip", "of another clip");
        Cache().Render(Script, null, CancellationToken.None);
        var changed = Script with { Seed = Script.Seed + 1 };
        Assert.Null(Cache().Find(changed));
        Cache().Render(changed, null, CancellationToken.None);
        Assert.NotNull(Cache().Find(changed));
        Assert.Null(Cache().Find(Script));
        Assert.Equal(3, Files.Length);
        Assert.Contains("gym-0123456789abcdef.clip", Files);
    }

    [Fact]
    public void Render_FolderCannotBeMade_GivesTheClipAndSaysThatItIsNotKept()
    {
        var blocked = _folder.Write("file", "in the way");
        var clip = new ClipCache(Path.Combine(blocked, "clips"), UncompressedEncoder.Factory, _log).Render(Script, null, CancellationToken.None);
        Assert.Equal(Script.Count, clip.Video.Count);
        Assert.Contains("cannot be kept", Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Cancelled_LeavesNothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Cache().Render(Script, null, new CancellationToken(canceled: true)));
        Assert.Empty(Files);
    }

    [Fact]
    public void Key_AnyPartChanged_IsAnother()
    {
        var encoder = UncompressedEncoder.Factory;
        string[] keys =
        [
            ClipKey.Of(Script, encoder),
            ClipKey.Of(Script with { Name = "hall" }, encoder),
            ClipKey.Of(Script with { Seed = 1 }, encoder),
            ClipKey.Of(Script with { Geometry = new FrameGeometry(98, 54) }, encoder),
            ClipKey.Of(Script with { FramesPerSecond = 2 }, encoder),
            ClipKey.Of(Script with { Seconds = 24 }, encoder),
            ClipKey.Of(Script, encoder with { Identity = "another" }),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ClipKey.Of(Script with { }, encoder with { }));
    }

    private string PathOf(string kind) => Path.Combine(_folder.Path, Assert.Single(Files, name => name.EndsWith(kind, StringComparison.Ordinal)));

    private ClipCache Cache() => new(_folder.Path, UncompressedEncoder.Factory, _log);
}
