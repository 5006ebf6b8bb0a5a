using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class BoundingBoxTests
{
    [Fact]
    public void IntersectionOverUnion_HalfShifted_IsAThird() =>
        Assert.Equal(1 / 3f, BoundingBox.IntersectionOverUnion(new(0, 0, 10, 10), new(5, 0, 15, 10)), 5);

    [Fact]
    public void IntersectionOverUnion_ApartOrEmpty_IsZero()
    {
        Assert.Equal(0, BoundingBox.IntersectionOverUnion(new(0, 0, 10, 10), new(10, 0, 20, 10)));
        Assert.Equal(0, BoundingBox.IntersectionOverUnion(new(5, 5, 5, 5), new(5, 5, 5, 5)));
    }

    [Fact]
    public void SharedPart_OfASmallBoxInALargeOne_IsAllOfIt()
    {
        Assert.Equal(1, BoundingBox.SharedPart(new(0, 0, 100, 100), new(20, 20, 30, 40)));
        Assert.Equal(0.25f, BoundingBox.SharedPart(new(25, 35, 125, 135), new(20, 20, 30, 40)) + 0.125f);
        Assert.Equal(0, BoundingBox.SharedPart(new(0, 0, 10, 10), new(10, 0, 20, 10)));
        Assert.Equal(0, BoundingBox.SharedPart(new(5, 5, 5, 5), new(0, 0, 10, 10)));
    }

    [Theory]
    [InlineData(7, 5, 630, 470, false)]
    [InlineData(6, 5, 630, 470, true)]
    [InlineData(7, 4, 630, 470, true)]
    [InlineData(7, 5, 634, 470, true)]
    [InlineData(7, 5, 630, 476, true)]
    [InlineData(-20, 5, 630, 470, true)]
    public void IsCutBy_BoxAtAnEdge_IsTrue(float x1, float y1, float x2, float y2, bool isCut) =>
        Assert.Equal(isCut, new BoundingBox(x1, y1, x2, y2).IsCutBy(new FrameGeometry(640, 480)));

    [Theory]
    [InlineData(7, 5, 630, 470, false)]
    [InlineData(7, 4, 630, 470, true)]
    [InlineData(6, 4, 630, 470, false)]
    [InlineData(7, 4, 634, 470, false)]
    [InlineData(7, 4, 630, 476, false)]
    public void IsCutOnlyAtTopBy_BoxAtOtherEdgesToo_IsFalse(float x1, float y1, float x2, float y2, bool isCut) =>
        Assert.Equal(isCut, new BoundingBox(x1, y1, x2, y2).IsCutOnlyAtTopBy(new FrameGeometry(640, 480)));

    [Fact]
    public void FromCenter_Box_HasCentreAndSides()
    {
        var box = BoundingBox.FromCenter(new(10, 20), 4, 6);
        Assert.Equal(new BoundingBox(8, 17, 12, 23), box);
        Assert.Equal(24, box.Area);
        Assert.Equal(new(10, 20), box.Center);
    }

    [Fact]
    public void ClipTo_BoxOverTheEdge_StaysInside() =>
        Assert.Equal(new BoundingBox(0, 2, 100, 50), new BoundingBox(-5, 2, 120, 70).ClipTo(100, 50));
}
