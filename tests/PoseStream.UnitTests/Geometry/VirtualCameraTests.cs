using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class VirtualCameraTests
{
    private const int Side = 256;

    private static readonly FrameGeometry Picture = new(1280, 960);
    private static readonly LensDistortion Barrel = new(-0.2, 0.05, 0.001, -0.0015, 0);
    private static readonly LensDistortion Fisheye = LensDistortion.Fisheye(-0.02, 0.004, 0, 0);

    public static TheoryData<string, float, float> Places()
    {
        var places = new TheoryData<string, float, float>();
        foreach (var lens in new[] { "none", "barrel", "fisheye" })
        {
            foreach (var (x, y) in new (float, float)[] { (640, 480), (60, 480), (1220, 100), (300, 900), (640, 30) })
            {
                places.Add(lens, x, y);
            }
        }

        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void ToFrame_AndBack_IsTheSamePixel(string lens, float x, float y)
    {
        var view = Toward(Camera(lens), x, y);
        for (var v = 8; v < Side; v += 30)
        {
            for (var u = 8; u < Side; u += 30)
            {
                var frame = view.ToFrame(new Vector2(u, v));
                Assert.True(Vector2.Distance(new Vector2(u, v), view.FromFrame(frame)) < 0.05f, $"({u}, {v}) by {frame} is {view.FromFrame(frame)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Toward_LooksAtTheCentreUprightAndDoesNotMirror(string lens, float x, float y)
    {
        var camera = Camera(lens);
        var view = Toward(camera, x, y);
        Assert.True(Vector2.Distance(new Vector2(x, y), view.ToFrame(new Vector2(Side / 2f))) < 0.01f);
        var (right, down, ahead) = Axes(view);
        Assert.True(Vector3.Distance(ahead, camera.Ray(new Vector2(x, y))) < 1e-5f);
        Assert.Equal(0, right.Y, 1e-5f);
        Assert.True(down.Y > 0);
        Assert.Equal(1, Vector3.Dot(Vector3.Cross(right, down), ahead), 1e-5f);
        Assert.Equal(1, view.ToReal.Length(), 1e-5f);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Toward_MidEdges_AreTheSpanApart(string lens, float x, float y)
    {
        var (view, edge) = (Toward(Camera(lens), x, y), new Vector2(0, 120));
        var span = Vector2.Distance(view.FromFrame(new Vector2(x, y) - edge), view.FromFrame(new Vector2(x, y) + edge));
        Assert.Equal(Side, span, 0.1f);
    }

    // A camera that leans and looks down: what is upright in the world is upright for the virtual camera, wherever in the picture it is.
    [Theory]
    [InlineData(640, 480)]
    [InlineData(100, 700)]
    [InlineData(1200, 800)]
    public void Toward_CameraWithAPlace_StandsUprightInTheWorld(float x, float y)
    {
        var camera = Camera("barrel") with { CameraToWorld = new CameraMount(4, 0.5, 0.3, 0.7).ToWorld() };
        var (right, _, _) = Axes(Toward(camera, x, y));
        Assert.Equal(0, camera.CameraToWorld!.Turn(right).Z, 1e-5f);
        var foot = camera.GroundAt(new Vector2(x, y))!.Value;
        var head = foot + (camera.Ground!.Value.Up * 0.5f);
        var view = Toward(camera, x, y);
        var (low, high) = (view.FromFrame(camera.Project(foot)), view.FromFrame(camera.Project(head)));
        Assert.Equal(low.X, high.X, 0.3f);
        Assert.True(high.Y < low.Y - 10, $"{low} to {high}");
    }

    [Fact]
    public void Toward_CentreOfAPlainLens_IsThePlainCrop()
    {
        var view = Toward(Camera("none"), 640, 480);
        Assert.Equal(800 * Side / 240f, view.Focal_px, 0.01f);
        Assert.Equal(240f / Side, view.FramePixelsPerPixel, 1e-4f);
        foreach (var pixel in new Vector2[] { new(0, 0), new(256, 0), new(17, 200) })
        {
            var plain = CropTransform.Region(new Vector2(640, 480), 240, 240, 0, Side, Side);
            Assert.True(Vector2.Distance(plain.ToFrame(pixel), view.ToFrame(pixel)) < 0.01f);
        }
    }

    [Fact]
    public void Toward_StraightDown_HasAnUprightAllTheSame()
    {
        var camera = Camera("none") with { CameraToWorld = new CameraMount(3, Math.PI / 2, 0).ToWorld() };
        var (right, down, ahead) = Axes(Toward(camera, 640, 480));
        Assert.True(Vector3.Distance(Vector3.UnitX, right) < 1e-3f && Vector3.Distance(Vector3.UnitY, down) < 1e-3f && Vector3.Distance(Vector3.UnitZ, ahead) < 1e-3f);
    }

    [Fact]
    public void ToFrame_WhereTheLensFoldsOver_IsNothing()
    {
        // Beyond a radius of 0.93 focal lengths this formula comes back towards the middle.
        var camera = Camera("none") with { Distortion = new LensDistortion(-0.385, 0, 0, 0, 0) };
        Assert.Equal(Math.Sqrt(1 / (3 * 0.385)), camera.Distortion.Reach(), 0.02);
        Assert.Equal(double.PositiveInfinity, LensDistortion.None.Reach());
        Assert.Equal(Math.PI, LensDistortion.Fisheye(0, 0, 0, 0).Reach(), 0.02);
        Assert.Equal(1 / Math.Sqrt(0.3), LensDistortion.Fisheye(-0.1, 0, 0, 0).Reach(), 0.02);
        var view = VirtualCamera.Toward(camera, new Vector2(900, 480), new Vector2(0, 400), Side, Side, Side);
        Assert.True(float.IsFinite(view.ToFrame(new Vector2(128, 128)).X));
        Assert.True(float.IsNaN(view.ToFrame(new Vector2(900, 128)).X));
    }

    [Fact]
    public void PixelsBehindEitherCamera_AreNothing()
    {
        var view = VirtualCamera.Toward(Camera("none"), new Vector2(1270, 480), new Vector2(0, 500), Side, Side, Side);
        Assert.True(float.IsNaN(view.ToFrame(new Vector2(4000, 128)).X));
        var fisheye = Camera("fisheye") with { Fx = 300, Fy = 300 };
        var left = VirtualCamera.Toward(fisheye, new Vector2(200, 480), new Vector2(0, 50), Side, Side, Side);
        Assert.True(float.IsNaN(left.FromFrame(new Vector2(1200, 480)).X));
        Assert.True(float.IsFinite(left.ToFrame(new Vector2(128, 128)).X));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1e-6f)]
    [InlineData(0, 100000)]
    public void Toward_BoxesOfNoPerson_AreStillACamera(float x, float y)
    {
        var view = VirtualCamera.Toward(Camera("barrel"), new Vector2(3, 900), new Vector2(x, y), Side, Side, Side);
        Assert.True(view.Focal_px > 0 && float.IsFinite(view.Focal_px));
        Assert.True(float.IsFinite(view.ToFrame(new Vector2(128, 128)).X));
    }

    private static VirtualCamera Toward(CameraModel camera, float x, float y) =>
        VirtualCamera.Toward(camera, new Vector2(x, y), new Vector2(0, 120), Side, Side, Side);

    private static (Vector3 Right, Vector3 Down, Vector3 Ahead) Axes(in VirtualCamera view) =>
        (Vector3.Transform(Vector3.UnitX, view.ToReal), Vector3.Transform(Vector3.UnitY, view.ToReal), Vector3.Transform(Vector3.UnitZ, view.ToReal));

    private static CameraModel Camera(string lens) => new(
        800, 800, 640, 480, lens switch { "barrel" => Barrel, "fisheye" => Fisheye, _ => LensDistortion.None }, Picture, IntrinsicsSource.Configured);
}
