using System.Diagnostics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>The real network with its suppression cut off (Contracts/cut_rtmdet_heads.py) and done by the family instead.</summary>
public sealed class RtmDetRawTests : IDisposable
{
    private readonly FramePool _pool = new(1);
    private readonly TemporaryFolder _folder = new();

    [SharedFact("coco", TestModels.RtmDetFile)]
    public void Detect_RawHeads_FindsWhatTheEndToEndNetworkFinds()
    {
        var endToEnd = TestModels.RtmDet(320);
        var raw = TestModels.Manifest(
            "rtmdet-raw",
            endToEnd.Task,
            "rtmdet-raw",
            endToEnd.Input,
            TestModels.Build(
                "raw.onnx",
                "input",
                ("scores_8", "y"), ("scores_16", "y.8"), ("scores_32", "y.16"), ("distances_8", "y.4"), ("distances_16", "y.12"), ("distances_32", "y.20")));
        using var whole = OnnxFixture.Detector(endToEnd, TestModels.RtmDetFile);
        using var heads = OnnxFixture.Loader().LoadDetector(raw, raw.Builds[0], Cut(), OnnxFixture.Cpu);
        using var wholeWorker = whole.CreateWorker();
        using var headsWorker = heads.CreateWorker();
        var (expected, actual, seen) = (new DetectionList(), new DetectionList(), 0);
        foreach (var picture in CocoPicture.All())
        {
            using var lease = picture.Decode(_pool);
            wholeWorker.Detect([lease.Frame], [expected]);
            headsWorker.Detect([lease.Frame], [actual]);
            Assert.Equal(expected.Count, actual.Count);
            seen += actual.Count;
            for (var i = 0; i < actual.Count; i++)
            {
                Assert.Equal(expected.Items[i].Score, actual.Items[i].Score, 1e-4f);
                Assert.Equal(expected.Items[i].Box.X1, actual.Items[i].Box.X1, 0.05f);
                Assert.Equal(expected.Items[i].Box.Y1, actual.Items[i].Box.Y1, 0.05f);
                Assert.Equal(expected.Items[i].Box.X2, actual.Items[i].Box.X2, 0.05f);
                Assert.Equal(expected.Items[i].Box.Y2, actual.Items[i].Box.Y2, 0.05f);
            }
        }

        Assert.True(seen >= 8, $"only {seen} people");
    }

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    private string Cut()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts", "cut_rtmdet_heads.py");
        using var process = Process.Start("/usr/bin/python3", [script, SharedMaterial.PathOf(TestModels.RtmDetFile), _folder.PathOf("raw.onnx")]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return _folder.PathOf("raw.onnx");
    }
}
