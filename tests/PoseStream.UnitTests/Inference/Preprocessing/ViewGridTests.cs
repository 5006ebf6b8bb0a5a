using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Inference.Models;
using PoseStream.Inference.Preprocessing;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Inference.Preprocessing;

/// <summary>Crops through a virtual camera (facts: model contracts §9.1).</summary>
public sealed class ViewGridTests : IDisposable
{
    private static readonly FrameGeometry Picture = new(1280, 720);
    private static readonly InputSpec Input = new(256, 256, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.VirtualCamera, 40, 1);
    private readonly FramePool _pool = new(2);

    public static TheoryData<string, float, float, float, float> People() => new()
    {
        { "none", 640, 360, 100, 400 },
        { "none", 1250, 360, 120, 300 },
        { "wide", 60, 360, 100, 300 },
        { "wide", 1200, 640, 200, 150 },
        { "wide", 640, 360, 600, 700 },
        { "wide", 20, 20, 60, 60 },
        { "fisheye", 60, 360, 100, 300 },
        { "fisheye", 1270, 700, 300, 300 },
    };

    [Theory]
    [MemberData(nameof(People))]
    public void Find_EveryPixel_IsWithinAFiftiethOfItsSize(string lens, float x, float y, float width, float height)
    {
        // In pixels of the input, or of the frame where these are finer: an input that is small is coarse to the grid.
        foreach (var (inputWidth, inputHeight, tolerance) in new[] { (256, 256, 0.02f), (192, 256, 0.02f), (67, 45, 0.2f) })
        {
            var crop = InputTransform.Crop(
                Input with { Width = inputWidth, Height = inputHeight }, BoundingBox.FromCenter(new Vector2(x, y), width, height), Camera(lens), 0);
            var grid = new ViewGrid(inputWidth, inputHeight);
            grid.Use(crop.View!.Value);
            for (var row = 0; row < inputHeight; row++)
            {
                grid.Find(row);
                for (var column = 0; column < inputWidth; column++)
                {
                    var exact = crop.ToFrame(new Vector2(column + 0.5f, row + 0.5f));
                    var found = new Vector2(grid.X[column], grid.Y[column]);
                    var size = Vector2.Distance(exact, crop.ToFrame(new Vector2(column + 1.5f, row + 0.5f)));
                    if (float.IsNaN(exact.X))
                    {
                        Assert.True(float.IsNaN(found.X));
                    }
                    else
                    {
                        Assert.True(!(Vector2.Distance(exact, found) > tolerance * MathF.Max(1, size)), $"({column}, {row}): {found}, exactly {exact}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(People))]
    public void Sample_AnyPlace_IsAsTheReference(string lens, float x, float y, float width, float height)
    {
        using var lease = TestFrames.Noise(_pool, Picture, new ColorSpec(ColorMatrix.Bt709, false));
        Blur(lease.Frame);
        var crop = InputTransform.Crop(Input, BoundingBox.FromCenter(new Vector2(x, y), width, height), Camera(lens), 0);
        foreach (var layout in new[] { TensorLayout.Nchw, TensorLayout.Nhwc })
        {
            var expected = ReferenceSampler.Sample(lease.Frame, Input, layout, crop);
            var actual = new float[3 * 256 * 256];
            new FrameSampler(Input, layout).Sample(lease.Frame, crop, actual);
            var (most, differing) = (0.0, 0);
            for (var i = 0; i < actual.Length; i++)
            {
                var difference = Math.Abs(expected[i] - actual[i]) * 255;
                most = Math.Max(most, difference);
                differing += difference > 1 ? 1 : 0;
            }

            // Where the border of the frame passes within a fiftieth of a pixel the padding begins a pixel sooner or later.
            Assert.True(differing < 100, $"{differing} values differ, by up to {most} of 255");
        }
    }

    // The claim that it is all for: who turns to the camera from the edge of a wide, distorted lens looks as from its middle; in a plain crop not at all.
    [Fact]
    public void Sample_PersonAtTheEdgeOfAWideLens_LooksAsInTheMiddle()
    {
        var camera = Camera("wide");
        var middle = Crop(camera, new Vector2(640, 360));
        foreach (var place in new Vector2[] { new(180, 360), new(1090, 500), new(640, 90) })
        {
            var edge = Crop(camera, place);
            var (first, second) = (Sampled(camera, middle, middle), Sampled(camera, edge, edge));
            Assert.True(Difference(first, second) < 0.002, $"{place}: {Difference(first, second)}");

            var side = Vector2.Distance(edge.ToFrame(new Vector2(128, 0)), edge.ToFrame(new Vector2(128, 256)));
            var plain = CropTransform.Region(place, side, side, 0, 256, 256);
            var plainDifference = Difference(first, Sampled(camera, edge, plain));
            Assert.True(plainDifference > 0.006, $"{place}, plain: {plainDifference}");
        }
    }

    [Fact]
    public void Sample_BoxOverTheBorder_IsPadded()
    {
        using var lease = TestFrames.Grey(_pool, Picture, 200);
        var crop = InputTransform.Crop(Input, BoundingBox.FromCenter(new Vector2(10, 360), 300, 300), Camera("wide"), 0);
        var actual = new float[3 * 256 * 256];
        new FrameSampler(Input, TensorLayout.Nchw).Sample(lease.Frame, crop, actual);
        Assert.Equal(40 / 255f, actual[128 * 256], 1e-4f);
        Assert.Equal(200 / 255f, actual[(128 * 256) + 200], 1e-4f);
        Assert.All(actual, value => Assert.True(MathF.Abs(value - (40 / 255f)) < 1e-4f || MathF.Abs(value - (200 / 255f)) < 1e-4f, $"{value}"));
    }

    [Fact]
    public void Sample_Repeated_AllocatesNothing()
    {
        using var lease = TestFrames.Noise(_pool, Picture, default);
        var sampler = new FrameSampler(Input, TensorLayout.Nchw);
        var tensor = new float[3 * 256 * 256];
        var camera = Camera("wide");

        Assert.Equal(0, Allocation.Of(Once, 3));

        void Once() => sampler.Sample(lease.Frame, InputTransform.Crop(Input, new BoundingBox(20, 100, 140, 500), camera, 0), tensor);
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>A lens that shows a person at a place as large as one in the middle: the box's size is sought.</summary>
    private static CropTransform Crop(CameraModel camera, Vector2 place)
    {
        const float wanted = 1500;
        var (small, large) = (10f, 700f);
        VirtualCamera view = default;
        for (var i = 0; i < 60; i++)
        {
            var half = (small + large) / 2;
            view = VirtualCamera.Toward(camera, place, new Vector2(0, half), 256, 256, 256);
            (small, large) = view.Focal_px > wanted ? (half, large) : (small, half);
        }

        Assert.Equal(wanted, view.Focal_px, 0.1f);
        return CropTransform.Through(view, 256, 256);
    }

    /// <summary>The input for a crop of a frame in which somebody at the view's middle, turned to the camera, wears a pattern.</summary>
    private float[] Sampled(CameraModel camera, CropTransform person, CropTransform crop)
    {
        using var lease = TestFrames.Grey(_pool, Picture, 0);
        var (frame, view) = (lease.Frame, person.View!.Value);
        for (var y = 0; y < Picture.Height; y++)
        {
            for (var x = 0; x < Picture.Width; x++)
            {
                var at = view.FromFrame(new Vector2(x + 0.5f, y + 0.5f)) / 256;
                var pattern = 128 + (60 * MathF.Sin((9 * at.X) + (4 * at.Y))) + (50 * MathF.Cos((13 * at.Y) - (3 * at.X)));
                frame.Buffer[(y * frame.Layout.LumaStride) + x] = (byte)(float.IsFinite(pattern) ? pattern : 0);
            }
        }

        var tensor = new float[3 * 256 * 256];
        new FrameSampler(Input, TensorLayout.Nchw).Sample(frame, crop, tensor);
        return tensor;
    }

    private static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - (double)y)).Average();

    /// <summary>Noise from pixel to pixel would show nothing but how exact a position is.</summary>
    private static void Blur(Frame frame)
    {
        var layout = frame.Layout;
        Blur(frame.Buffer[..layout.UOffset], layout.LumaStride);
        Blur(frame.Buffer[layout.UOffset..layout.VOffset], layout.ChromaStride);
        Blur(frame.Buffer[layout.VOffset..], layout.ChromaStride);

        static void Blur(Span<byte> plane, int stride)
        {
            foreach (var step in new[] { 1, stride, 1, stride })
            {
                for (var i = step; i < plane.Length; i++)
                {
                    plane[i] = (byte)(((7 * plane[i - step]) + plane[i] + 4) / 8);
                }
            }
        }
    }

    private static CameraModel Camera(string lens) => lens switch
    {
        "wide" => new CameraModel(600, 606, 650, 350, new LensDistortion(-0.22, 0.06, 0.001, -0.002, -0.006), Picture, IntrinsicsSource.Configured),
        "fisheye" => new CameraModel(420, 420, 640, 360, LensDistortion.Fisheye(-0.01, 0.002, 0, 0), Picture, IntrinsicsSource.Configured),
        _ => CameraModel.FromFieldOfView(Picture, 90),
    };
}
