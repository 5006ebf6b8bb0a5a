using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class CameraPlaceTests
{
    private static readonly CameraModel Wide = new(
        672, 671, 958, 547,
        new LensDistortion(0.533085482, 0.0382603669, 0.00004, -0.00002, 0.000190138805, 0.781772647, 0.113125017, 0.00220310167),
        new FrameGeometry(1920, 1080), IntrinsicsSource.Configured);

    public static TheoryData<double, double, double, double> Mounts => new()
    {
        { 1.5, 0, 0, 0 },
        { 2.6, 0.3, 0.05, 0 },
        { 6, 0.9, -0.2, 2.5 },
        { 0.4, -0.2, 0.1, -3 },
        { 3, 1.4, 1, 0.7 },
    };

    [Theory]
    [MemberData(nameof(Mounts))]
    public void ToWorld_AnyMount_AgreesWithTheSyntheticCameraAndReadsBack(double height, double pitch, double roll, double yaw)
    {
        var mount = new CameraMount(height, pitch, roll, yaw);
        var view = CameraView.Aimed(Wide, new Vector3(0, 0, (float)height), (float)yaw, (float)pitch, (float)roll);
        var camera = Wide with { CameraToWorld = mount.ToWorld() };
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            var point = new Vector3(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle()) * 10;
            Assert.True(Vector3.Distance(view.ToCamera(point), camera.ToCamera(point)) < 1e-4f);
            Assert.True(Vector3.Distance(point, camera.ToWorld(camera.ToCamera(point))) < 1e-4f);
            Assert.Equal(point.Z, camera.Ground!.Value.HeightOf(camera.ToCamera(point)), 3);
        }

        var back = CameraMount.Of(mount.ToWorld());
        Assert.Equal(height, back.Height_m, 5);
        Assert.Equal(pitch, back.Pitch_rad, 5);
        Assert.Equal(roll, back.Roll_rad, 5);
        Assert.Equal(yaw, back.Yaw_rad, 5);
    }

    [Fact]
    public void Of_StraightDown_ReadsBackTheSameTurn()
    {
        var down = new CameraMount(3, Math.PI / 2, 0, 0.8).ToWorld();
        var back = CameraMount.Of(down);
        Assert.Equal(0.8, back.Yaw_rad, 4);
        Assert.True(Vector3.Distance(down.Apply(new Vector3(1, 2, 3)), back.ToWorld().Apply(new Vector3(1, 2, 3))) < 1e-3f);
    }

    [Theory]
    [MemberData(nameof(Mounts))]
    public void GroundAt_FeetOnTheGround_AreFoundWhereTheyStand(double height, double pitch, double roll, double yaw)
    {
        var camera = Wide with { CameraToWorld = new CameraMount(height, pitch, roll, yaw).ToWorld() };
        var random = new Random(8);
        var seen = 0;
        while (seen < 100)
        {
            var place = new Vector3(40 * (random.NextSingle() - 0.5f), 40 * (random.NextSingle() - 0.5f), 0);
            var inCamera = camera.ToCamera(place);
            var pixel = camera.Project(inCamera);
            if (inCamera.Z < 0.5f || pixel.X < 0 || pixel.X > 1920 || pixel.Y < 0 || pixel.Y > 1080)
            {
                continue;
            }

            seen++;
            var found = camera.GroundAt(pixel) ?? throw new InvalidOperationException($"{place} is not on the ground");
            Assert.True(Vector3.Distance(inCamera, found) < 2e-4f * inCamera.LengthSquared() / (float)height, $"{inCamera} found at {found}");
            Assert.Equal(0, camera.ToWorld(found).Z, 3);
        }
    }

    [Fact]
    public void HorizonAt_EachHeading_ParksTheGroundBelowIt()
    {
        var camera = Wide with { CameraToWorld = new CameraMount(2.6, 0.2, 0.1).ToWorld() };
        for (var heading = -0.7f; heading <= 0.7f; heading += 0.1f)
        {
            var horizon = camera.HorizonAt(heading)!.Value;
            var far = camera.ToCamera(new Vector3(1e5f * MathF.Cos(heading), 1e5f * MathF.Sin(heading), 0));
            Assert.True(Vector2.Distance(horizon, camera.Project(far)) < 0.1f);
            Assert.Null(camera.GroundAt(horizon - new Vector2(0, 2)));
            Assert.NotNull(camera.GroundAt(horizon + new Vector2(0, 2)));
        }

        Assert.Null(camera.HorizonAt(MathF.PI));
    }

    [Fact]
    public void HorizonAt_StraightDown_IsNowhere() =>
        Assert.Null((Wide with { CameraToWorld = new CameraMount(3, Math.PI / 2, 0).ToWorld() }).HorizonAt(0));

    [Fact]
    public void At_HalfTheSize_SeesTheSameGround()
    {
        var camera = Wide with { CameraToWorld = new CameraMount(2.6, 0.3, 0.05).ToWorld() };
        var half = camera.At(new FrameGeometry(960, 540));
        foreach (var pixel in (Vector2[])[new(100, 1000), new(1900, 800), new(960, 700)])
        {
            Assert.True(Vector3.Distance(camera.GroundAt(pixel)!.Value, half.GroundAt(pixel / 2)!.Value) < 1e-3f);
        }
    }

    [Fact]
    public void Place_Unknown_IsAbsentOrRefused()
    {
        Assert.Null(Wide.Ground);
        Assert.Null(Wide.GroundAt(new Vector2(960, 1000)));
        Assert.Null(Wide.HorizonAt(0));
        Assert.Throws<InvalidOperationException>(() => Wide.ToWorld(Vector3.One));
        Assert.Throws<InvalidOperationException>(() => Wide.ToCamera(Vector3.One));
    }
}
