using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Inference.Preprocessing;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Inference.Preprocessing;

public sealed class FrameSamplerTests : IDisposable
{
    private static readonly InputSpec Normalized = new(
        64, 48, ColorOrder.Bgr, 1, [103.53f, 116.28f, 123.675f], [57.375f, 57.12f, 58.395f], InputFit.LetterboxTopLeft, 114);

    private static readonly InputSpec Unit = new(67, 67, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.SquareCrop, 0);

    // Float positions of a 2,000 px frame are good to 1e-4 px; noise changes by 255 a pixel.
    private const double EightBitTolerance = 0.08;
    private readonly FramePool _pool = new(4);

    public static TheoryData<int, int> Geometries() => new()
    {
        { 128, 96 }, { 1921, 1079 }, { 63, 47 }, { 64, 48 }, { 200, 30 }, { 2, 2 }, { 1, 1 }, { 3, 1 }, { 1, 77 },
    };

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Sample_LetterboxTopLeft_IsAsTheReference(int width, int height) =>
        AssertSame(new FrameGeometry(width, height), Normalized, TensorLayout.Nchw, CropTransform.LetterboxTopLeft(width, height, 64, 48));

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Sample_LetterboxCentered_IsAsTheReference(int width, int height) =>
        AssertSame(new FrameGeometry(width, height), Normalized, TensorLayout.Nhwc, CropTransform.LetterboxCentered(width, height, 64, 48));

    [Theory]
    [InlineData(0, 320, 200, 150)]
    [InlineData(0, 10, 10, 300)]
    [InlineData(0.4f, 320, 200, 150)]
    [InlineData(-1.2f, 630, 10, 260)]
    [InlineData(MathF.PI, 5, 470, 90)]
    [InlineData(2.2f, 320, 240, 3000)]
    [InlineData(0.3f, -900, -900, 100)]
    [InlineData(0, 2000, 100, 100)]
    public void Sample_SquareCrop_IsAsTheReference(float rotation, float x, float y, float side)
    {
        var crop = CropTransform.Region(new Vector2(x, y), side, side, rotation, Unit.Width, Unit.Height);
        AssertSame(new FrameGeometry(640, 480), Unit, TensorLayout.Nchw, crop);
        AssertSame(new FrameGeometry(640, 480), Unit, TensorLayout.Nhwc, crop);
        AssertSame(new FrameGeometry(1, 1), Unit, TensorLayout.Nchw, crop);
    }

    [Theory]
    [InlineData(0, 320, 200, 110)]
    [InlineData(0, 320, 200, 200)]
    [InlineData(0.4f, 320, 200, 300)]
    [InlineData(-1.2f, 630, 10, 260)]
    [InlineData(0, 20, 470, 3000)]
    public void Sample_Area_IsAsTheReference(float rotation, float x, float y, float side)
    {
        var area = Unit with { Sampling = InputSampling.Area };
        var crop = CropTransform.Region(new Vector2(x, y), side, side, rotation, Unit.Width, Unit.Height);
        AssertSame(new FrameGeometry(640, 480), area, TensorLayout.Nchw, crop);
        AssertSame(new FrameGeometry(1, 1), area, TensorLayout.Nhwc, crop);
    }

    [Fact]
    public void Sample_AreaOfFineStripes_IsTheirMean()
    {
        // Of every four columns two are black, of which bilinear samples of each fourth see nothing but.
        using var lease = TestFrames.Grey(_pool, new FrameGeometry(268, 268), 255);
        lease.Frame.Color = new ColorSpec(ColorMatrix.Bt601, FullRange: true);
        var buffer = lease.Frame.Buffer;
        var layout = lease.Frame.Layout;
        for (var i = 0; i < layout.UOffset; i++)
        {
            buffer[i] = (byte)(i % layout.LumaStride % 4 is 1 or 2 ? 0 : 255);
        }

        buffer[layout.UOffset..].Fill(128);
        var crop = CropTransform.LetterboxTopLeft(268, 268, 67, 67);
        Assert.All(Run(new FrameSampler(Unit, TensorLayout.Nchw), lease.Frame, crop), static value => Assert.Equal(0, value, 0.01f));
        Assert.All(
            Run(new FrameSampler(Unit with { Sampling = InputSampling.Area }, TensorLayout.Nchw), lease.Frame, crop), static value => Assert.Equal(0.5f, value, 0.01f));
    }

    [Theory]
    [InlineData(ColorMatrix.Bt601, false)]
    [InlineData(ColorMatrix.Bt601, true)]
    [InlineData(ColorMatrix.Bt709, false)]
    [InlineData(ColorMatrix.Bt709, true)]
    [InlineData(ColorMatrix.Bt2020, false)]
    public void Sample_EachColorSpec_IsAsTheReference(ColorMatrix matrix, bool fullRange) =>
        AssertSame(new FrameGeometry(90, 70), Unit, TensorLayout.Nchw, CropTransform.LetterboxTopLeft(90, 70, 67, 67), new ColorSpec(matrix, fullRange));

    [Fact]
    public void Sample_OneSamplerForMixedFrames_KeepsNothingOfTheOneBefore()
    {
        var sampler = new FrameSampler(Unit, TensorLayout.Nchw);
        var crops = new (int Width, int Height, CropTransform Crop, ColorSpec Color)[]
        {
            (640, 480, CropTransform.LetterboxTopLeft(640, 480, 67, 67), new ColorSpec(ColorMatrix.Bt601, false)),
            (640, 480, CropTransform.Region(new Vector2(300, 300), 80, 80, 0.5f, 67, 67), new ColorSpec(ColorMatrix.Bt709, true)),
            (640, 480, CropTransform.LetterboxTopLeft(640, 480, 67, 67), new ColorSpec(ColorMatrix.Bt601, false)),
            (330, 480, CropTransform.LetterboxTopLeft(640, 480, 67, 67), new ColorSpec(ColorMatrix.Bt601, false)),
            (640, 480, CropTransform.Region(new Vector2(300, 300), 80, 80, 0, 67, 67), new ColorSpec(ColorMatrix.Bt601, false)),
        };
        var area = Unit with { Sampling = InputSampling.Area };
        var areaSampler = new FrameSampler(area, TensorLayout.Nchw);
        foreach (var (width, height, crop, color) in crops)
        {
            using var lease = TestFrames.Noise(_pool, new FrameGeometry(width, height), color);
            AssertClose(Unit, ReferenceSampler.Sample(lease.Frame, Unit, TensorLayout.Nchw, crop), Run(sampler, lease.Frame, crop));
            AssertClose(area, ReferenceSampler.Sample(lease.Frame, area, TensorLayout.Nchw, crop), Run(areaSampler, lease.Frame, crop));
        }
    }

    [Fact]
    public void Sample_PlainColor_IsTheKnownColor()
    {
        using var lease = TestFrames.Grey(_pool, new FrameGeometry(100, 100), 255);
        lease.Frame.Color = new ColorSpec(ColorMatrix.Bt601, false);
        lease.Frame.Buffer[..lease.Frame.Layout.UOffset].Fill(81);
        lease.Frame.Buffer[lease.Frame.Layout.UOffset..lease.Frame.Layout.VOffset].Fill(90);
        lease.Frame.Buffer[lease.Frame.Layout.VOffset..].Fill(240);

        // Video's pure red: 81 90 240 in BT.601.
        var tensor = Run(new FrameSampler(Unit, TensorLayout.Nchw), lease.Frame, CropTransform.LetterboxTopLeft(100, 100, 67, 67));
        var plane = Unit.Width * Unit.Height;
        Assert.Equal(1, tensor[1000], 0.01f);
        Assert.Equal(0, tensor[plane + 1000], 0.01f);
        Assert.Equal(0, tensor[(2 * plane) + 1000], 0.01f);
    }

    [Fact]
    public void Sample_Repeated_AllocatesNothing()
    {
        using var lease = TestFrames.Noise(_pool, new FrameGeometry(640, 480), default);
        var sampler = new FrameSampler(Unit, TensorLayout.Nchw);
        var tensor = new float[3 * 67 * 67];
        var turned = CropTransform.Region(new Vector2(300, 300), 80, 80, 0.5f, 67, 67);
        Both();
        Assert.Equal(0, Allocation.Of(Both, 20));

        void Both()
        {
            sampler.Sample(lease.Frame, CropTransform.LetterboxTopLeft(640, 480, 67, 67), tensor);
            sampler.Sample(lease.Frame, turned, tensor);
        }
    }

    public void Dispose() => _pool.Dispose();

    private void AssertSame(FrameGeometry geometry, InputSpec input, TensorLayout layout, CropTransform crop, ColorSpec color = default)
    {
        using var lease = TestFrames.Noise(_pool, geometry, color);
        AssertClose(input, ReferenceSampler.Sample(lease.Frame, input, layout, crop), Run(new FrameSampler(input, layout), lease.Frame, crop));
    }

    private static float[] Run(FrameSampler sampler, Frame frame, CropTransform crop)
    {
        var tensor = new float[3 * crop.InputWidth * crop.InputHeight];
        Array.Fill(tensor, float.NaN);
        sampler.Sample(frame, crop, tensor);
        return tensor;
    }

    private static void AssertClose(InputSpec input, double[] expected, float[] actual)
    {
        var tolerance = EightBitTolerance * input.Scale / input.Std[0];
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
            {
                Assert.Fail($"element {i}: expected {expected[i]}, was {actual[i]}, tolerance {tolerance}");
            }
        }
    }
}
