using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

public sealed class LandmarkTests : IDisposable
{
    private const string Outdoor = "video/outdoor-sports2d.mp4";
    private static readonly BoundingBox Walker = new(1276, 540, 1508, 938);
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1768, 994), 60);
    private readonly FramePool _pool = new(1);
    private readonly PoseEstimate _result = new(33);

    [SharedFact(TestModels.LandmarksFile, Outdoor)]
    public void Estimate_Walker_IsAPersonOfPlausibleSize()
    {
        using var model = OnnxFixture.Landmarks();
        using var worker = model.CreateWorker();
        using var lease = Decode();

        worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(Walker, Camera))], [_result]);

        Assert.Equal(1, _result.Score, 0.05f);
        var nose = Joint(model, "nose");
        var heel = Joint(model, "left_heel");
        Assert.InRange(heel.RootRelative_m.Y - nose.RootRelative_m.Y, 1.2f, 1.6f);
        var hips = (Joint(model, "left_hip").RootRelative_m + Joint(model, "right_hip").RootRelative_m) / 2;
        Assert.True(hips.Length() < 0.02f, $"the middle of the hips is at {hips}");
        foreach (var joint in _result.Joints)
        {
            Assert.True(!joint.IsPresent || (joint.Pixel.X is > 1230 and < 1560 && joint.Pixel.Y is > 500 and < 980), $"{joint}");
        }

        Assert.InRange(nose.Pixel.Y, 540, 640);
        Assert.InRange(heel.Pixel.Y, 820, 950);
    }

    [SharedFact(TestModels.LandmarksFile, Outdoor)]
    public void Estimate_TurnedCrop_GivesTheSamePersonInTheFrame()
    {
        using var model = OnnxFixture.Landmarks();
        using var worker = model.CreateWorker();
        using var lease = Decode();
        var upright = model.CropFor(Walker, Camera);
        worker.Estimate([new PoseCrop(lease.Frame, upright)], [_result]);
        var expected = _result.Joints.ToArray();

        // The network is trained on people whose hips and shoulders stand upright; ten degrees it bears.
        var side = Vector2.Distance(upright.ToFrame(Vector2.Zero), upright.ToFrame(new Vector2(256, 0)));
        var turned = CropTransform.Region(Walker.Center, side, side, 0.17f, 256, 256);
        worker.Estimate([new PoseCrop(lease.Frame, turned)], [_result]);

        foreach (var name in new[] { "left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "nose" })
        {
            var joint = Joint(model, name);
            var same = expected[model.Skeleton.IndexOf(name)];
            Assert.True(Vector2.Distance(same.Pixel, joint.Pixel) < 20, $"{name}: {same.Pixel} and {joint.Pixel}");
            Assert.True(Vector2.Distance(Flat(same), Flat(joint)) < 0.1f, $"{name}: {same.RootRelative_m} and {joint.RootRelative_m}");
        }

        static Vector2 Flat(JointEstimate joint) => new(joint.RootRelative_m.X, joint.RootRelative_m.Y);
    }

    [SharedFact(TestModels.LandmarksFile)]
    public void Estimate_PlainFrame_SaysNobody()
    {
        using var model = OnnxFixture.Landmarks();
        using var worker = model.CreateWorker();
        using var lease = TestFrames.Grey(_pool, new FrameGeometry(640, 480), 100);
        worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(new BoundingBox(100, 100, 200, 300), Camera))], [_result]);
        Assert.True(_result.Score < 0.2f, $"score {_result.Score}");
    }

    [SharedFact(TestModels.LandmarksFile)]
    public void CropFor_Box_IsTheExpandedSquareAroundIt()
    {
        using var model = OnnxFixture.Landmarks();
        var crop = model.CropFor(new BoundingBox(100, 50, 160, 250), Camera);
        Assert.Equal(new Vector2(130, 150), crop.ToFrame(new Vector2(128, 128)));
        Assert.Equal(250, Vector2.Distance(crop.ToFrame(Vector2.Zero), crop.ToFrame(new Vector2(256, 0))), 1e-3f);
        Assert.Equal(0, crop.Rotation);
    }

    [SharedFact(TestModels.LandmarksFile)]
    public void Estimate_TwoCropsOnTheCpu_IsRefused()
    {
        using var model = OnnxFixture.Landmarks();
        using var worker = model.CreateWorker();
        using var lease = TestFrames.Grey(_pool, new FrameGeometry(64, 48), 100);
        var crop = new PoseCrop(lease.Frame, model.CropFor(new BoundingBox(1, 1, 20, 40), Camera));
        Assert.Equal(1, model.MaxBatch);
        Assert.Throws<ArgumentException>(() => worker.Estimate([crop, crop], [_result, _result]));
        Assert.Throws<ArgumentException>(() => worker.Estimate([crop], []));
    }

    public void Dispose() => _pool.Dispose();

    private FrameLease Decode() => TestFrames.Decode(
        _pool, SharedMaterial.PathOf(Outdoor), 2, new FrameGeometry(1768, 994), new ColorSpec(ColorMatrix.Bt709, false));

    private JointEstimate Joint(IPoseModel model, string name)
    {
        var joint = _result.Joints[model.Skeleton.IndexOf(name)];
        Assert.True(joint.IsPresent, $"{name} is absent");
        return joint;
    }
}
