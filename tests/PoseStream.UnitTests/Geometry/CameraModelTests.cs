using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class CameraModelTests
{
    private static readonly FrameGeometry FullHd = new(1920, 1080);

    public static TheoryData<double, double, double, double, double> Lenses => new()
    {
        { 0, 0, 0, 0, 0 },
        { -0.2076, 0.2477, -0.0009, -0.0014, -0.003 },
        { -0.1824, 0.1839, 0, 0, 0 },
        { -0.30, 0.10, 0.001, -0.001, -0.01 },
        { 0.12, -0.03, 0.002, 0.001, 0 },
    };

    [Theory]
    [MemberData(nameof(Lenses))]
    public void Normalize_ProjectedPoint_GivesItsRay(double k1, double k2, double p1, double p2, double k3)
    {
        // 90° across: the corners are where an inverse that is only nearly right shows.
        var camera = CameraModel.FromFieldOfView(FullHd, 90) with { Distortion = new LensDistortion(k1, k2, p1, p2, k3), Cy = 530 };
        for (var x = -0.98f; x < 1; x += 0.14f)
        {
            for (var y = -0.54f; y < 0.56f; y += 0.09f)
            {
                var pixel = camera.Project(new Vector3(x, y, 1) * 7);
                Assert.True(Vector2.Distance(new Vector2(x, y), camera.Normalize(pixel)) < 2e-5f, $"at {x}, {y}: {camera.Normalize(pixel)}");
            }
        }
    }

    [Fact]
    public void Normalize_PixelThatTheLensNeverReaches_StaysFinite()
    {
        var camera = CameraModel.FromFieldOfView(FullHd, 100) with { Distortion = new LensDistortion(-0.35, 0, 0, 0, 0) };
        var ray = camera.Normalize(Vector2.Zero);
        Assert.True(float.IsFinite(ray.X) && float.IsFinite(ray.Y));
        Assert.InRange(ray.Length(), 0.5f, 3f);
    }

    [Fact]
    public void FromFieldOfView_60DegreesAcross1920_Is1663Pixels()
    {
        var camera = CameraModel.FromFieldOfView(FullHd, 60);
        Assert.Equal(1662.77, camera.Fx, 2);
        Assert.Equal(camera.Fx, camera.Fy);
        Assert.Equal((960.0, 540.0), (camera.Cx, camera.Cy));
        Assert.Equal(IntrinsicsSource.AssumedFieldOfView, camera.Source);
    }

    [Fact]
    public void At_HalfTheSize_ProjectsToHalfThePixel()
    {
        var camera = new CameraModel(1500, 1490, 970, 530, new LensDistortion(-0.2, 0.1, 0, 0, 0), FullHd, IntrinsicsSource.Configured);
        var half = camera.At(new FrameGeometry(960, 540));
        var point = new Vector3(0.7f, -0.3f, 2);
        Assert.True(Vector2.Distance(camera.Project(point) / 2, half.Project(point)) < 1e-3f);
        Assert.Same(camera, camera.At(FullHd));
    }
}
