using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Tracking;
using PoseStream.Synthesis.Rendering;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class AppearanceSamplerTests : IDisposable
{
    private static readonly FrameGeometry Geometry = new(320, 240);
    private static readonly BoundingBox Box = new(100, 40, 160, 200);

    private readonly FramePool _pool = new(1);
    private readonly FrameLease _lease;

    public AppearanceSamplerTests()
    {
        Assert.True(_pool.TryRent(Geometry, default, out var lease));
        _lease = lease;
    }

    private Frame Frame => _lease.Frame;

    public void Dispose()
    {
        _lease.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public void Sample_SameClothesElsewhereAndNoisier_AreAlike()
    {
        Dress(Box, (180, 30, 40), (30, 40, 120), noise: 4);
        var first = AppearanceSampler.Sample(Frame, Box);
        var moved = new BoundingBox(180, 60, 228, 180);
        Dress(moved, (180, 30, 40), (30, 40, 120), noise: 12);
        Assert.True(Appearance.Similarity(first, AppearanceSampler.Sample(Frame, moved)) > 0.95f);
        Assert.Equal(1, Appearance.Similarity(first, first), 1e-5f);
    }

    [Theory]
    [InlineData(30, 140, 60, 30, 40, 120)]
    [InlineData(180, 30, 40, 200, 190, 60)]
    [InlineData(30, 40, 120, 180, 30, 40)]
    [InlineData(230, 230, 230, 30, 40, 120)]
    public void Sample_OtherClothes_AreNotAlike(byte redTop, byte greenTop, byte blueTop, byte redLegs, byte greenLegs, byte blueLegs)
    {
        Dress(Box, (180, 30, 40), (30, 40, 120), noise: 4);
        var first = AppearanceSampler.Sample(Frame, Box);
        Dress(Box, (redTop, greenTop, blueTop), (redLegs, greenLegs, blueLegs), noise: 4);
        Assert.True(Appearance.Similarity(first, AppearanceSampler.Sample(Frame, Box)) < 0.8f);
    }

    [Fact]
    public void Sample_GreyAndGreyOfAnotherBrightness_Differ()
    {
        Dress(Box, (40, 40, 40), (40, 40, 40), noise: 3);
        var dark = AppearanceSampler.Sample(Frame, Box);
        Dress(Box, (200, 200, 200), (200, 200, 200), noise: 3);
        Assert.InRange(Appearance.Similarity(dark, AppearanceSampler.Sample(Frame, Box)), 0.3f, 0.7f);
    }

    [Theory]
    [InlineData(-80, 40, -10, 200)]
    [InlineData(400, 40, 460, 200)]
    [InlineData(100, -300, 160, -20)]
    [InlineData(100, 500, 160, 700)]
    public void Sample_OutsideOfTheFrame_IsNotKnown(float x1, float y1, float x2, float y2)
    {
        var look = AppearanceSampler.Sample(Frame, new BoundingBox(x1, y1, x2, y2));
        Assert.False(look.IsKnown);
        Assert.Equal(0, Appearance.Similarity(look, look));
    }

    [Fact]
    public void Sample_RandomBoxes_StaysInsideAndSumsToOne()
    {
        var random = new Random(5);
        Dress(Box, (180, 30, 40), (30, 40, 120), noise: 4);
        for (var i = 0; i < 500; i++)
        {
            var (x, y) = ((random.NextSingle() * 500) - 90, (random.NextSingle() * 400) - 80);
            var look = AppearanceSampler.Sample(Frame, new BoundingBox(x, y, x + (random.NextSingle() * 200), y + (random.NextSingle() * 300)));
            Assert.InRange(Appearance.Similarity(look, look), 0, 1.0001f);
        }
    }

    [Fact]
    public void Sample_AndCompare_AllocatesNothing()
    {
        var look = AppearanceSampler.Sample(Frame, Box);
        Appearance.Similarity(look, look);
        Assert.Equal(0, Allocation.Of(Run, 100));

        void Run()
        {
            look.Blend(AppearanceSampler.Sample(Frame, Box), 0.1f);
            Appearance.Similarity(look, look);
        }
    }

    /// <summary>Trunk and legs in two colours over a grey wall.</summary>
    private void Dress(BoundingBox box, (byte R, byte G, byte B) top, (byte R, byte G, byte B) legs, int noise)
    {
        var random = new Random(1);
        var rgb = new byte[Geometry.Width * Geometry.Height * 3];
        byte Grain(byte value) => (byte)Math.Clamp(value + random.Next(-noise, noise + 1), 0, 255);
        for (var y = 0; y < Geometry.Height; y++)
        {
            for (var x = 0; x < Geometry.Width; x++)
            {
                var isInside = x >= box.X1 && x < box.X2 && y >= box.Y1 && y < box.Y2;
                var color = !isInside ? (R: (byte)128, G: (byte)128, B: (byte)128) : y < (box.Y1 + box.Y2) / 2 ? top : legs;
                var at = ((y * Geometry.Width) + x) * 3;
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (Grain(color.R), Grain(color.G), Grain(color.B));
            }
        }

        PlanarYuv.FromRgb(rgb, Geometry, Frame.Buffer);
    }
}
