using PoseStream.Core.Frames;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Rendering;

public sealed class PlanarYuvTests
{
    [Theory]
    [InlineData(0, 0, 0, 16, 128, 128)]
    [InlineData(255, 255, 255, 235, 128, 128)]
    [InlineData(255, 0, 0, 63, 102, 240)]
    [InlineData(0, 255, 0, 173, 42, 26)]
    [InlineData(0, 0, 255, 32, 240, 118)]
    public void FromRgb_OneColor_GivesBt709LimitedValues(byte red, byte green, byte blue, byte y, byte u, byte v)
    {
        // An odd size, so that the last chroma column and row stand on one pixel each.
        var geometry = new FrameGeometry(5, 3);
        var rgb = Enumerable.Range(0, 15).SelectMany(_ => new[] { red, green, blue }).ToArray();
        var layout = PlaneLayout.For(geometry);
        var planes = new byte[layout.TotalBytes];

        PlanarYuv.FromRgb(rgb, geometry, planes);

        for (var row = 0; row < 3; row++)
        {
            Assert.All(planes.AsSpan(row * layout.LumaStride, 5).ToArray(), value => Assert.Equal(y, value));
        }

        for (var row = 0; row < 2; row++)
        {
            Assert.All(planes.AsSpan(layout.UOffset + (row * layout.ChromaStride), 3).ToArray(), value => Assert.Equal(u, value));
            Assert.All(planes.AsSpan(layout.VOffset + (row * layout.ChromaStride), 3).ToArray(), value => Assert.Equal(v, value));
        }
    }

    [Fact]
    public void FromRgb_TooSmallBuffers_NamesTheNeed()
    {
        var error = Assert.Throws<ArgumentException>(() => PlanarYuv.FromRgb(new byte[12], new FrameGeometry(4, 4), new byte[9]));

        Assert.Contains("4x4 needs 48 bytes", error.Message, StringComparison.Ordinal);
    }
}
