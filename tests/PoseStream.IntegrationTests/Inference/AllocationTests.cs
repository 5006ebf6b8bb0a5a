using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>A whole Detect or Estimate, sampling and decoding included, allocates nothing, however many people there are.</summary>
public sealed class AllocationTests : IDisposable
{
    private const string Outdoor = "video/outdoor-sports2d.mp4";

    // Each frame several times: what is set up once, when it is first met, is not counted.
    private const int Warmup = 12;
    private const int Runs = 200;
    private readonly FramePool _pool = new(2);

    [SharedTheory(TestModels.RtmDetFile, TestModels.YoloxFile, Outdoor)]
    [InlineData("rtmdet")]
    [InlineData("yolox")]
    public void Detect_TwoHundredRuns_AllocatesNothing(string family)
    {
        var (manifest, file) = family == "yolox" ? (TestModels.Yolox(), TestModels.YoloxFile) : (TestModels.RtmDet(320), TestModels.RtmDetFile);
        using var model = OnnxFixture.Detector(manifest, file);
        using var worker = model.CreateWorker();
        using var street = TestFrames.Decode(
            _pool, SharedMaterial.PathOf(Outdoor), 2, new FrameGeometry(1768, 994), new ColorSpec(ColorMatrix.Bt709, false));
        using var grey = TestFrames.Grey(_pool, new FrameGeometry(640, 480), 120);
        FrameRegion[] frames = [street.Frame, grey.Frame, new FrameRegion(street.Frame, new BoundingBox(300, 0, 900, 500))];
        var results = new DetectionList();

        AssertNoAllocation(run => worker.Detect(frames.AsSpan(run % frames.Length, 1), new ReadOnlySpan<DetectionList>(in results)));
    }

    [SharedFact(TestModels.LandmarksFile)]
    public void Estimate_TwoHundredRuns_AllocatesNothing()
    {
        using var model = OnnxFixture.Landmarks();
        using var worker = model.CreateWorker();
        using var lease = TestFrames.Noise(_pool, new FrameGeometry(640, 480), default);
        var result = new PoseEstimate(model.Skeleton.Count);
        var crop = new PoseCrop(lease.Frame, CropTransform.Region(new(300, 200), 200, 200, 0.3f, 256, 256));

        AssertNoAllocation(_ => worker.Estimate(new ReadOnlySpan<PoseCrop>(in crop), new ReadOnlySpan<PoseEstimate>(in result)));
    }

    public void Dispose() => _pool.Dispose();

    private static void AssertNoAllocation(Action<int> run)
    {
        for (var i = 0; i < Warmup; i++)
        {
            run(i);
        }

        var next = 0;
        Assert.Equal(0, Allocation.Of(() => run(next++), Runs));
    }
}
