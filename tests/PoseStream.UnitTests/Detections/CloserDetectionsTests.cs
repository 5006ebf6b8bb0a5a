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

    // Detectors draw boxes a little inside: who is cut off ends 3 pixels before the part does.
    [Theory]
    [InlineData(303, 250, 340, 400)]
    [InlineData(400, 203, 450, 300)]
    [InlineData(660, 250, 697, 400)]
    [InlineData(400, 300, 450, 437)]
    public void Merge_CutOffByAnyEdgeOfThePart_IsTakenOut(float x1, float y1, float x2, float y2) => Assert.Empty(Merged([], [Box(x1, y1, x2, y2)], Part));

    [Fact]
    public void Merge_CutOffByTheFramesOwnEdge_IsBelieved() => Assert.Equal(
        [Box(0, 50, 40, 240)],
        Merged([Box(0, 60, 44, 239)], [Box(0, 50, 40, 240)], new BoundingBox(0, 0, 400, 240) with { Y2 = 250 }));

    [Fact]
    public void Merge_SamePersonNearTheEdgeInBothLooks_IsOnePerson() => Assert.Equal(
        [Box(310, 250, 360, 400)],
        Merged([Box(304, 250, 356, 402)], [Box(310, 250, 360, 400)], Part));

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
