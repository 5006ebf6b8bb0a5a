using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class LensDistortionTests
{
    /// <summary>Lenses as real calibrations describe them: motion capture, a surveillance dome, rational wide angles, fisheyes.</summary>
    public static TheoryData<string> Lenses => new(Cameras.Keys);

    private static readonly Dictionary<string, CameraModel> Cameras = new()
    {
        ["human3.6m"] = Camera(1145.05, 1143.78, 512.54, 515.45, 1000, 1002, new(-0.20709892, 0.24777518, -0.00142447, -0.0009757, -0.00307515)),
        ["bml-movi"] = Camera(979.18, 978.10, 408.03, 291.17, 800, 600, new(-0.1824, 0.1839, 0, 0, 0)),
        ["webcam"] = Camera(640, 638, 322, 238, 640, 480, new(0.05, -0.12, 0.001, -0.002, 0.02)),
        ["dome"] = Camera(1100, 1102, 968, 536, 1920, 1080, new(-0.28, 0.07, 0.0006, -0.0004, -0.0075)),
        ["rational 150°"] = Camera(672, 671, 958, 547, 1920, 1080, new(0.533085482, 0.0382603669, 0.00004, -0.00002, 0.000190138805, 0.781772647, 0.113125017, 0.00220310167)),
        ["azure kinect"] = Camera(505.1, 505.2, 509.4, 511.6, 1024, 1024, new(5.66, 3.74, -0.00007, -0.00008, 0.19, 6.0, 5.66, 1.01)),
        ["fisheye 150°"] = Camera(700, 700, 964, 538, 1920, 1080, LensDistortion.Fisheye(-0.03, 0.006, -0.006, 0.0013)),
        ["fisheye 170°"] = Camera(286, 286, 424, 400, 848, 800, LensDistortion.Fisheye(-0.0045, 0.04, -0.038, 0.006)),
    };

    [Theory]
    [MemberData(nameof(Lenses))]
    public void Normalize_EveryPixel_ProjectsBackToAThousandthOfAPixel(string lens)
    {
        var camera = Cameras[lens];
        for (var y = 0; y <= camera.Geometry.Height; y += 8)
        {
            for (var x = 0; x <= camera.Geometry.Width; x += 8)
            {
                var pixel = new Vector2(x, y);
                if (!IsInCircle(camera, pixel))
                {
                    continue;
                }

                var ray = camera.Ray(pixel);
                Near(pixel, camera.Project(ray * 3), $"{lens}, ray");
                if (ray.Z > 0.01f)
                {
                    Near(pixel, camera.Project(new Vector3(camera.Normalize(pixel), 1) * 3), $"{lens}, normalised");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lenses))]
    public void Ray_AnyPixel_IsAUnitVectorThatTurnsOutwards(string lens)
    {
        var camera = Cameras[lens];
        var axis = new Vector2((float)camera.Cx, (float)camera.Cy);
        var corner = new Vector2(camera.Geometry.Width, camera.Geometry.Height);
        var before = -1.0;
        for (var step = 0f; step <= 1 && IsInCircle(camera, Vector2.Lerp(axis, corner, step)); step += 1 / 64f)
        {
            var ray = camera.Ray(Vector2.Lerp(axis, corner, step));
            var angle = Math.Atan2(new Vector2(ray.X, ray.Y).Length(), ray.Z);
            Assert.Equal(1, ray.Length(), 5);
            Assert.True(angle > before, $"{lens}: {angle} after {before}");
            before = angle;
        }
    }

    [Fact]
    public void Project_FisheyePointBesideTheCamera_IsSeenAndSeenBack()
    {
        var camera = Camera(300, 300, 600, 600, 1200, 1200, LensDistortion.Fisheye(0, 0, 0, 0));
        var beside = Vector3.Normalize(new Vector3(1, 0.2f, -0.1f));
        var pixel = camera.Project(beside * 4);
        Assert.InRange(pixel.X, 1050, 1200);
        Assert.True(Vector3.Distance(beside, camera.Ray(pixel)) < 1e-5f);

        // As (x/z, y/z) it cannot be said; the nearest that can be is.
        var ray = camera.Normalize(pixel);
        Assert.InRange(ray.Length(), 500, 600);
    }

    [Fact]
    public void Project_PlainFisheye_IsTheAngleTimesTheFocalLength()
    {
        var camera = Camera(300, 300, 600, 600, 1200, 1200, LensDistortion.Fisheye(0, 0, 0, 0));
        Assert.Equal(600 + (300 * Math.PI / 3), camera.Project(new Vector3(MathF.Sqrt(3), 0, 1)).X, 3);
    }

    [Fact]
    public void Project_RationalLens_DividesByTheSecondPolynomial()
    {
        var camera = Camera(1000, 1000, 0, 0, 100, 100, new LensDistortion(0.1, 0.02, 0, 0, 0.003, 0.2, 0.03, 0.004));
        var expected = 500 * (1 + (0.25 * 0.1) + (0.0625 * 0.02) + (0.015625 * 0.003)) / (1 + (0.25 * 0.2) + (0.0625 * 0.03) + (0.015625 * 0.004));
        Assert.Equal(expected, camera.Project(new Vector3(0.5f, 0, 1)).X, 3);
    }

    [Theory]
    [InlineData(-0.3, 0, 0, 0)]
    [InlineData(0.02, -0.2, 0, 0)]
    public void Ray_FisheyePixelBeyondTheFold_IsTheLastRayBeforeIt(double k1, double k2, double k3, double k4)
    {
        var camera = Camera(300, 300, 600, 600, 1200, 1200, LensDistortion.Fisheye(k1, k2, k3, k4));
        var ray = camera.Ray(new Vector2(5000, 600));
        Assert.True(float.IsFinite(ray.Length()) && ray.X > 0.5f, $"{ray}");
    }

    [Fact]
    public void None_EqualsAnUndistortedPerspectiveOnly()
    {
        Assert.Equal(LensDistortion.None, new LensDistortion(0, 0, 0, 0, 0));
        Assert.NotEqual(LensDistortion.None, LensDistortion.Fisheye(0, 0, 0, 0));
    }

    /// <summary>A fisheye's picture may have corners that no light falls into.</summary>
    private static bool IsInCircle(CameraModel camera, Vector2 pixel) => camera.Distortion.Kind is LensKind.Perspective
        || Vector2.Distance(pixel, new Vector2((float)camera.Cx, (float)camera.Cy)) < 1.35 * camera.Fx;

    private static CameraModel Camera(double fx, double fy, double cx, double cy, int width, int height, LensDistortion lens) =>
        new(fx, fy, cx, cy, lens, new FrameGeometry(width, height), IntrinsicsSource.Configured);

    private static void Near(Vector2 pixel, Vector2 back, string what) =>
        Assert.True(Vector2.Distance(pixel, back) < 1e-3f, $"{what}: {pixel} comes back as {back}");
}
