using System.Numerics;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class CropTransformTests
{
    [Theory]
    [InlineData(1768, 994, 320, 320, 320, 179)]
    [InlineData(768, 432, 416, 416, 416, 234)]
    [InlineData(480, 640, 320, 320, 240, 320)]
    [InlineData(320, 320, 320, 320, 320, 320)]
    [InlineData(5000, 3, 320, 320, 320, 1)]
    public void LetterboxTopLeft_AnyFrame_KeepsAspectAndTruncates(int width, int height, int inputWidth, int inputHeight, int contentWidth, int contentHeight)
    {
        var crop = CropTransform.LetterboxTopLeft(width, height, inputWidth, inputHeight);
        AssertClose(Vector2.Zero, crop.ToFrame(Vector2.Zero));
        AssertClose(new Vector2(width, height), crop.ToFrame(new Vector2(contentWidth, contentHeight)), 1e-3f);
    }

    [Fact]
    public void LetterboxCentered_WideFrame_PutsTheMiddleInTheMiddle()
    {
        var crop = CropTransform.LetterboxCentered(1280, 720, 224, 224);
        AssertClose(new Vector2(112, 112), crop.ToInput(new Vector2(640, 360)), 1e-3f);
        AssertClose(new Vector2(0, 49), crop.ToInput(Vector2.Zero), 1e-3f);
        AssertClose(new Vector2(224, 49 + 126), crop.ToInput(new Vector2(1280, 720)), 1e-3f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7f)]
    [InlineData(-2.5f)]
    [InlineData(3.1f)]
    public void Region_AnyRotation_MapsThereAndBack(float rotation)
    {
        var crop = CropTransform.Region(new Vector2(300, 200), 180, 180, rotation, 256, 256);
        AssertClose(new Vector2(300, 200), crop.ToFrame(new Vector2(128, 128)), 1e-3f);
        Assert.Equal(rotation, crop.Rotation, 1e-4f);
        Assert.Equal(180f, Vector2.Distance(crop.ToFrame(Vector2.Zero), crop.ToFrame(new Vector2(256, 0))), 1e-3f);
        foreach (var point in new[] { new Vector2(0, 0), new Vector2(10, 250), new Vector2(255.5f, 3) })
        {
            AssertClose(point, crop.ToInput(crop.ToFrame(point)), 1e-2f);
        }
    }

    [Fact]
    public void Region_QuarterTurn_TurnsClockwiseOnTheScreen()
    {
        var crop = CropTransform.Region(new Vector2(100, 100), 256, 256, MathF.PI / 2, 256, 256);
        AssertClose(new Vector2(100, 228), crop.ToFrame(new Vector2(256, 128)), 1e-3f);
    }

    [Fact]
    public void Region_WithoutArea_IsRefused() =>
        Assert.Throws<ArgumentException>(() => CropTransform.Region(Vector2.Zero, 0, 10, 0, 256, 256));

    private static void AssertClose(Vector2 expected, Vector2 actual, float tolerance = 1e-4f)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
    }
}
