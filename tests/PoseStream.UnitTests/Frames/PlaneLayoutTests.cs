using PoseStream.Core.Frames;
using Xunit;

namespace PoseStream.UnitTests.Frames;

public sealed class PlaneLayoutTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 65)]
    [InlineData(64, 64)]
    [InlineData(641, 479)]
    [InlineData(1920, 1080)]
    public void For_AnySize_PlanesAreAlignedAndDoNotOverlap(int width, int height)
    {
        var geometry = new FrameGeometry(width, height);
        var layout = PlaneLayout.For(geometry);
        Assert.Equal((width + 1) / 2, geometry.ChromaWidth);
        Assert.Equal((height + 1) / 2, geometry.ChromaHeight);
        Assert.True(layout.LumaStride >= width && layout.LumaStride % 64 == 0);
        Assert.True(layout.ChromaStride >= geometry.ChromaWidth && layout.ChromaStride % 64 == 0);
        Assert.Equal(layout.LumaStride * height, layout.UOffset);
        Assert.Equal(layout.UOffset + (layout.ChromaStride * geometry.ChromaHeight), layout.VOffset);
        Assert.InRange(layout.TotalBytes, layout.VOffset + (layout.ChromaStride * geometry.ChromaHeight), int.MaxValue);
    }
}
