using PoseStream.Core.Frames;
using PoseStream.Synthesis.Datasets;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class DatasetRunTests
{
    [Fact]
    public void WriteCrops_OneThreadOrThree_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var one = Options(Path.Combine(folder.Path, "one"), new FrameGeometry(24, 32), threads: 1);
        var three = Options(Path.Combine(folder.Path, "three"), new FrameGeometry(24, 32), threads: 3);

        DatasetRun.WriteCrops(one, progress: null, CancellationToken.None);
        DatasetRun.WriteCrops(three, progress: null, CancellationToken.None);

        foreach (var name in new[] { "images.npy", "joints.npy", "cameras.npy" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(one.Folder, name)), File.ReadAllBytes(Path.Combine(three.Folder, name)));
        }
    }

    [Fact]
    public void WriteSequences_OneThreadOrTwo_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var one = Options(Path.Combine(folder.Path, "one"), new FrameGeometry(24, 32), threads: 1) with { Count = 2 };
        var two = one with { Folder = Path.Combine(folder.Path, "two"), Threads = 2 };

        DatasetRun.WriteSequences(one, progress: null, CancellationToken.None);
        DatasetRun.WriteSequences(two, progress: null, CancellationToken.None);

        Assert.Equal(["cameras.npy", "images.npy", "joints.npy", "moments.npy"], Directory.EnumerateFiles(one.Folder).Select(Path.GetFileName).Order());
        foreach (var name in new[] { "images.npy", "joints.npy", "cameras.npy", "moments.npy" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(one.Folder, name)), File.ReadAllBytes(Path.Combine(two.Folder, name)));
        }
    }

    [Fact]
    public void WriteScenes_OtherSeed_WritesOthers()
    {
        using var folder = new TemporaryFolder();
        var one = Options(Path.Combine(folder.Path, "one"), new FrameGeometry(64, 32), threads: 2);
        var other = one with { Folder = Path.Combine(folder.Path, "other"), Seed = 2 };

        DatasetRun.WriteScenes(one, progress: null, CancellationToken.None);
        DatasetRun.WriteScenes(other, progress: null, CancellationToken.None);

        Assert.NotEqual(File.ReadAllBytes(Path.Combine(one.Folder, "images.npy")), File.ReadAllBytes(Path.Combine(other.Folder, "images.npy")));
        Assert.Equal(["boxes.npy", "images.npy"], Directory.EnumerateFiles(one.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void WriteScenes_Cancelled_LeavesNoArrays()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var options = Options(folder.Path, new FrameGeometry(64, 32), threads: 1) with { Count = 1000 };

        Assert.ThrowsAny<OperationCanceledException>(
            () => DatasetRun.WriteScenes(options, new CancelAtOnce(cancellation), cancellation.Token));

        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void WriteCrops_NoMotionsThere_SaysWhere()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder.Path, new FrameGeometry(24, 32), threads: 1) with { Motions = Path.Combine(folder.Path, "absent") };

        var error = Assert.Throws<DatasetException>(() => DatasetRun.WriteCrops(options, progress: null, CancellationToken.None));

        Assert.Contains($"no folder of motions at {options.Motions}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCrops_MoreThanTheDiskHolds_SaysSoBeforeItStarts()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder.Path, new FrameGeometry(8000, 8000), threads: 1) with { Count = int.MaxValue };

        var error = Assert.Throws<DatasetException>(() => DatasetRun.WriteCrops(options, progress: null, CancellationToken.None));

        Assert.Contains("MiB free", error.Message, StringComparison.Ordinal);
    }

    private static DatasetOptions Options(string folder, FrameGeometry input, int threads) => new(folder, 10, 1, input, SampleStyle.Wild, null, threads);

    private sealed class CancelAtOnce(CancellationTokenSource cancellation) : IProgress<int>
    {
        public void Report(int value) => cancellation.Cancel();
    }
}
