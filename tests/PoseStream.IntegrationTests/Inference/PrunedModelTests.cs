using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Inference.Graphs;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

[Collection(RunsAlone.Name)]
public sealed class PrunedModelTests : IDisposable
{
    private const string Outdoor = "video/outdoor-sports2d.mp4";
    private readonly string _folder = Directory.CreateTempSubdirectory("posestream-pruned-").FullName;
    private readonly FramePool _pool = new(1);

    [SharedFact(TestModels.LandmarksFile, Outdoor)]
    public void Prune_Landmarks_IsMuchFasterAndSaysTheSameToTheBit()
    {
        var pruned = Path.Combine(_folder, "new", "pruned.onnx");
        var original = SharedMaterial.PathOf(TestModels.LandmarksFile);

        var summary = ModelPruner.Prune(original, pruned, ["landmarks", "flag", "world"]);

        Assert.Equal(["segmentation", "heatmap"], summary.RemovedOutputs);
        Assert.True(summary.RemovedNodes > 20, $"{summary}");
        Assert.True(new FileInfo(pruned).Length < new FileInfo(original).Length);
        Assert.Equal([pruned], Directory.GetFiles(Path.GetDirectoryName(pruned)!));
        var (joints, milliseconds) = Estimate(original);
        var (prunedJoints, prunedMilliseconds) = Estimate(pruned);
        Assert.Equal(joints, prunedJoints);
        Assert.True(prunedMilliseconds < milliseconds * 0.7, $"{milliseconds} ms became {prunedMilliseconds} ms");
    }

    [SharedTheory(TestModels.RtmDetFile, TestModels.YoloxFile)]
    [InlineData(TestModels.RtmDetFile, "dets", "labels")]
    [InlineData(TestModels.YoloxFile, "output")]
    public void Prune_EverythingIsRead_StillLoads(string file, params string[] outputs)
    {
        var pruned = Path.Combine(_folder, "pruned.onnx");

        var summary = ModelPruner.Prune(SharedMaterial.PathOf(file), pruned, outputs);

        Assert.Empty(summary.RemovedOutputs);
        var manifest = file == TestModels.YoloxFile ? TestModels.Yolox() : TestModels.RtmDet(320);
        using var model = OnnxFixture.Loader().LoadDetector(manifest, manifest.Builds[0], pruned, OnnxFixture.Cpu);
        Assert.Equal("cpu", model.Description.Provider);
    }

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (JointEstimate[] Joints, double Milliseconds) Estimate(string path)
    {
        using var model = OnnxFixture.Landmarks(path);
        using var worker = model.CreateWorker();
        using var lease = TestFrames.Decode(
            _pool, SharedMaterial.PathOf(Outdoor), 2, new FrameGeometry(1768, 994), new ColorSpec(ColorMatrix.Bt709, false));
        var result = new PoseEstimate(33);
        var crop = new PoseCrop(lease.Frame, model.CropFor(new BoundingBox(1276, 543, 1508, 942), CameraModel.FromFieldOfView(lease.Frame.Geometry, 60)));
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 30; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            worker.Estimate([crop], [result]);
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return (result.Joints.ToArray(), best.TotalMilliseconds);
    }
}
