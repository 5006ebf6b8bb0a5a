using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

public sealed class OpenSimSpaceTests
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);

    [Fact]
    public void FromCamera_PlaceIsNotKnown_IsThatOfALevelCamera()
    {
        var space = OpenSimSpace.Of(Camera);
        AssertNear(new Vector3(5, 1, 2), space.FromCamera(new Vector3(2, -1, 5)));
        Assert.Equal(Vector3.Zero, space.FromCamera(Vector3.Zero));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.5, 0, 0)]
    [InlineData(0.5, -0.2, 2.5)]
    public void FromCamera_PlaceIsKnown_IsTheWorld(double pitch, double roll, double yaw)
    {
        var camera = Camera with { CameraToWorld = new CameraMount(2.5, pitch, roll, yaw).ToWorld() };
        var space = OpenSimSpace.Of(camera);
        foreach (var world in new[] { new Vector3(4, 0, 0), new Vector3(-1, 2, 0.5f), Vector3.Zero })
        {
            AssertNear(OpenSimSpace.FromWorld(world), space.FromCamera(camera.ToCamera(world)));
        }

        AssertNear(new Vector3(0, 2.5f, 0), space.Camera_m);
    }

    [Fact]
    public void FromCamera_LevelCameraOverTheOrigin_DiffersFromOneNotPlacedByItsHeight()
    {
        var placed = OpenSimSpace.Of(Camera with { CameraToWorld = new CameraMount(1.5, 0, 0).ToWorld() });
        var point = new Vector3(2, -1, 5);
        AssertNear(OpenSimSpace.Of(Camera).FromCamera(point) + (1.5f * Vector3.UnitY), placed.FromCamera(point));
    }

    [Fact]
    public void FromCamera_NotANumber_StaysNone()
    {
        var point = OpenSimSpace.Of(Camera).FromCamera(new Vector3(float.NaN));
        Assert.True(float.IsNaN(point.X) && float.IsNaN(point.Y) && float.IsNaN(point.Z));
    }

    private static void AssertNear(Vector3 expected, Vector3 found) => Assert.True(Vector3.Distance(expected, found) < 1e-5f, $"{found} is not {expected}");
}
