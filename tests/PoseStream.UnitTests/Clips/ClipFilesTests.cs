using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Clips;
using PoseStream.TestKit;
using PoseStream.UnitTests.Cameras;
using PoseStream.UnitTests.Demonstrating;
using Xunit;

namespace PoseStream.UnitTests.Clips;

public sealed class ClipFilesTests : IDisposable
{
    private const double Interval_s = DummyClip.Interval_ms * 1e-3;

    // One person stays; the other is away in the second of three pictures.
    private static readonly RenderedClip Clip = new(
        "acted",
        DummyClip.Of(3, 3),
        [Acted.Picture(Acted.Person(0), Acted.Person(1)), Acted.Picture(Acted.Person(0), Acted.Away(1)), Acted.Picture(Acted.Person(0), Acted.Person(1))]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_TwoRounds_NumbersPicturesAndTimesOnAndOn()
    {
        var lines = Truth(6);

        Assert.Equal(["000000", "000001", "000002", "000003", "000004", "000005"], lines.Select(line => line.GetProperty("picture").GetString()));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => Math.Round(i * Interval_s, 9)), lines.Select(line => line.GetProperty("time_s").GetDouble()));
    }

    [Fact]
    public void Write_PersonWhoLeaves_ComesBackAsSomebodyElse()
    {
        var lines = Truth(6);

        string IdentityAt(int picture, int person) => lines[picture].GetProperty("people")[person].GetProperty("identity").GetString()!;
        Assert.Single(Enumerable.Range(0, 6).Select(picture => IdentityAt(picture, 0)).Distinct());
        Assert.NotEqual(IdentityAt(0, 1), IdentityAt(2, 1));
        // Still there when the round begins anew.
        Assert.Equal(IdentityAt(2, 1), IdentityAt(3, 1));
        Assert.NotEqual(IdentityAt(3, 1), IdentityAt(5, 1));
    }

    [Fact]
    public void Write_Calibration_IsTheCameraOfTheClip()
    {
        var camera = CalibrationFile.Read(new ClipFiles(Clip).Write(_folder.Path, 3, CancellationToken.None)[2], null);

        var model = Acted.View.Model;
        Assert.Equal(IntrinsicsSource.Configured, camera.Source);
        Assert.Equal((model.Fx, model.Fy, model.Cx, model.Cy, model.Geometry), (camera.Fx, camera.Fy, camera.Cx, camera.Cy, camera.Geometry));
        Assert.Equal(Acted.View.Position_m.Z, camera.CameraToWorld!.Translation_m.Z);
    }

    [Fact]
    public void Write_Files_AreNamedAfterTheClipAndLeaveNothingElse()
    {
        var paths = new ClipFiles(Clip).Write(_folder.Path, 3, CancellationToken.None);

        Assert.Equal(["acted.mp4", "acted.truth.jsonl", "acted.camera.json"], paths.Select(path => Path.GetRelativePath(_folder.Path, path)));
        Assert.Equal(paths.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_Cancelled_LeavesNoPartOfAFile()
    {
        Assert.Throws<OperationCanceledException>(() => new ClipFiles(Clip).Write(_folder.Path, 3, new CancellationToken(canceled: true)));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gim", "did you mean gym?")]
    [InlineData("nowhere at all", "crossing1, ")]
    public void Find_NameOfNoClip_NamesThoseThereAre(string name, string words)
    {
        var fault = Assert.Throws<CommandFailedException>(() => ClipNames.Find(name));
        Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private JsonElement[] Truth(int count) =>
        [.. File.ReadAllLines(new ClipFiles(Clip).Write(_folder.Path, count, CancellationToken.None)[1]).Select(line => JsonDocument.Parse(line).RootElement)];
}
