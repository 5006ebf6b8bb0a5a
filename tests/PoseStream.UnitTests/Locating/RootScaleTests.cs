using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootScaleTests
{
    private static readonly CameraModel Plain = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60);
    private static readonly CameraModel Bent = Plain with { Distortion = new LensDistortion(-0.2, 0.03, 0.001, -0.002, 0) };

    [Theory]
    [InlineData(0, 0, 4, false)]
    [InlineData(-1.6f, 0.7f, 3, false)]
    [InlineData(1.2f, -0.5f, 2.5f, true)]
    public void Place_ProjectedBody_ComesBack(float x, float y, float z, bool bent)
    {
        var camera = bent ? Bent : Plain;
        var body = Body(new Vector3(x, y, z));
        var sight = Vector3.Normalize(new Vector3(x, y, z) + new Vector3(0.1f, -0.2f, 0));
        var positions = new Vector3[body.Length];

        var root = RootScale.Place(Joints(body, sight, camera), 0, z / (float)camera.Fx, sight, camera, positions);

        Assert.True(Vector3.Distance(body[0], root!.Value) < 2e-3f, $"{root}");
        Assert.All(body.Zip(positions), pair => Assert.True(Vector3.Distance(pair.First, pair.Second) < 2e-3f, $"{pair}"));
    }

    [Fact]
    public void Place_TenPercentTooWide_IsTenPercentTooFarAndStillMeetsThePixels()
    {
        var body = Body(new Vector3(0.4f, 0.1f, 5));
        var joints = Joints(body, Vector3.UnitZ, Plain);
        var positions = new Vector3[body.Length];

        var root = RootScale.Place(joints, 0, 1.1f * 5 / (float)Plain.Fx, Vector3.UnitZ, Plain, positions);

        Assert.Equal(5.5f, root!.Value.Z, 1e-3f);
        Assert.All(joints.Zip(positions), pair => Assert.True(Vector2.Distance(pair.First.Pixel, Plain.Project(pair.Second)) < 0.05f));
    }

    [Fact]
    public void Place_MeanPixels_AreWhereJointsLie()
    {
        var body = Body(new Vector3(0.4f, 0.1f, 5));
        JointEstimate[] joints = [.. Joints(body, Vector3.UnitZ, Plain).Select(joint => joint with { MeanPixel = joint.Pixel, Pixel = joint.Pixel + new Vector2(20, 5) })];
        var positions = new Vector3[body.Length];

        var root = RootScale.Place(joints, 0, 5 / (float)Plain.Fx, Vector3.UnitZ, Plain, positions);

        Assert.True(Vector3.Distance(body[0], root!.Value) < 2e-3f, $"{root}");
        Assert.All(body.Zip(positions), pair => Assert.True(Vector3.Distance(pair.First, pair.Second) < 2e-3f, $"{pair}"));
    }

    [Fact]
    public void Place_AbsentJoint_IsNoNumber_AbsentRootIsNoPlace()
    {
        var body = Body(new Vector3(0, 0, 3));
        var joints = Joints(body, Vector3.UnitZ, Plain);
        joints[2] = JointEstimate.Absent;
        var positions = new Vector3[body.Length];

        Assert.NotNull(RootScale.Place(joints, 0, 3 / (float)Plain.Fx, Vector3.UnitZ, Plain, positions));
        Assert.True(float.IsNaN(positions[2].X));
        Assert.False(float.IsNaN(positions[1].X));

        joints[0] = JointEstimate.Absent;
        Assert.Null(RootScale.Place(joints, 0, 3 / (float)Plain.Fx, Vector3.UnitZ, Plain, positions));
        Assert.All(positions, position => Assert.True(float.IsNaN(position.X)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Place_NoScale_IsNoPlace(float metresPerPixel)
    {
        var body = Body(new Vector3(0, 0, 3));

        Assert.Null(RootScale.Place(Joints(body, Vector3.UnitZ, Plain), 0, metresPerPixel, Vector3.UnitZ, Plain, new Vector3[body.Length]));
    }

    private static Vector3[] Body(Vector3 root) =>
        [root, root + new Vector3(0.2f, -0.5f, 0.3f), root + new Vector3(-0.3f, 0.8f, -0.4f), root + new Vector3(0.1f, 0.9f, 0.2f)];

    private static JointEstimate[] Joints(Vector3[] body, Vector3 sight, CameraModel camera) =>
        [.. body.Select(joint => new JointEstimate(camera.Project(joint), new Vector3(0, 0, Vector3.Dot(joint - body[0], sight)), 1, 1))];
}
