using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Detections;

/// <summary>A frame of 1000 by 600 pixels, of which a second look saw 400 by 240.</summary>
public sealed class CloserDetectionsTests
{
    private static readonly FrameGeometry Frame = new(1000, 600);
    private static readonly BoundingBox Part = new(300, 200, 700, 440);

    [Fact]
    public void Merge_OneBoxRoundTwo_GivesWayToTheTwo() => Assert.Equal(
        [Box(400, 250, 450, 400), Box(440, 250, 490, 400)],
        Merged([Box(400, 250, 490, 400)], [Box(400, 250, 450, 400), Box(440, 250, 490, 400)], Part));

    [Fact]
    public void Merge_WhomOnlyTheFirstLookSawInThePart_Goes() => Assert.Empty(Merged([Box(400, 250, 490, 400)], [], Part));

    [Fact]
    public void Merge_WhoStandsBesideThePartOrAcrossItsEdge_StaysAsSeenInTheWhole() => Assert.Equal(
        [Box(50, 200, 120, 400), Box(650, 230, 750, 420)],
        Merged([Box(50, 200, 120, 400), Box(650, 230, 750, 420)], [Box(650, 230, 699, 420)], Part));

    // Detectors draw boxes a little inside: who is cut off ends some pixels before the part does.
    [Theory]
    [InlineData(307, 250, 340, 400)]
    [InlineData(400, 205, 450, 300)]
    [InlineData(660, 250, 693, 400)]
    [InlineData(400, 300, 450, 435)]
    public void Merge_CutOffByAnyEdgeOfThePart_IsTakenOut(float x1, float y1, float x2, float y2) => Assert.Empty(Merged([], [Box(x1, y1, x2, y2)], Part));

    // By a pixel to either side of where a box begins to count as cut off.
    [Theory]
    [InlineData(432, 434)]
    [InlineData(434, 432)]
    [InlineData(434, 434)]
    [InlineData(432, 432)]
    public void Merge_NearTheEdgeInBothLooks_IsOnePerson(float wholeEnd, float closerEnd) =>
        Assert.Single(Merged([Box(400, 280, 450, wholeEnd)], [Box(400, 280, 450, closerEnd)], Part));

    [Fact]
    public void Merge_BoxRoundTwoOfWhomOneIsCutOff_Stays() => Assert.Equal(
        [Box(600, 250, 720, 420), Box(600, 250, 680, 420)],
        Merged([Box(600, 250, 720, 420)], [Box(600, 250, 680, 420), Box(650, 250, 699, 420)], Part));

    // Boxes of some families reach beyond the frame.
    [Theory]
    [InlineData(0, 0, -30, 50, 40, 200)]
    [InlineData(0, 0, 50, -30, 90, 200)]
    [InlineData(600, 360, 950, 400, 1030, 550)]
    [InlineData(600, 360, 900, 400, 950, 630)]
    [InlineData(600, 360, 900, 400, 1000, 600)]
    public void Merge_CutOffByTheFramesOwnEdge_IsBelieved(float partX, float partY, float x1, float y1, float x2, float y2) => Assert.Equal(
        [Box(x1, y1, x2, y2)],
        Merged([Box(x1 + 4, y1 + 3, x2, y2 - 5)], [Box(x1, y1, x2, y2)], new BoundingBox(partX, partY, partX + 400, partY + 240)));

    private static Detection Box(float x1, float y1, float x2, float y2) => new(new BoundingBox(x1, y1, x2, y2), 0.8f);

    private static Detection[] Merged(Detection[] whole, Detection[] closer, BoundingBox part)
    {
        var (detections, second) = (new DetectionList(), new DetectionList());
        Array.ForEach(whole, detection => detections.Add(detection));
        Array.ForEach(closer, detection => second.Add(detection));
        CloserDetections.Merge(detections, second, part, Frame);
        return detections.Items.ToArray();
    }
}
