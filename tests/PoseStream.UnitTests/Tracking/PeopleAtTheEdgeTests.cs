using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>Who comes in or goes out over the picture's edge, of whom another part shows in each frame.</summary>
public sealed class PeopleAtTheEdgeTests
{
    private static readonly Appearance Red = ClothedPeopleTests.Clothes(0, 9);
    private static readonly Appearance Blue = ClothedPeopleTests.Clothes(3, 12);
    private static readonly Appearance Green = ClothedPeopleTests.Clothes(luma: 3, hue: 11);

    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());

    [Fact]
    public void Update_BoxThatGrowsAndLooksOtherwise_IsOnePersonAtTheEdge()
    {
        // Somebody steps in from the left, as a detector saw it: first a leg, then an arm, then all.
        BoundingBox[] boxes =
        [
            new(0, 192, 24, 281), new(0, 175, 30, 280), new(0, 159, 35, 278), new(0, 134, 35, 284), new(0, 115, 35, 283), new(1, 120, 35, 281), new(0, 117, 50, 284), new(2, 117, 81, 280), new(12, 117, 90, 280),
        ];
        for (var i = 0; i < boxes.Length; i++)
        {
            var look = i < 3 ? Blue : i < 8 ? Green : Red;
            _tracker.Update([new Detection(boxes[i], 0.7f)], MediaTime.FromSeconds(i / 15.0), [new SeenLook(look, isCut: i < 8)]);
        }

        Assert.Single(_tracker.Tracks);
    }

    [Theory]
    [InlineData(10)] // somebody is lost half in the picture
    [InlineData(40)] // and somebody whom the edge has cut off for long is gone from one frame to the next
    public void Update_SomebodyElseWhereOneWasNeverWhole_IsSomebodyNew(int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            SeeAtEdge(i, 40);
        }

        var lost = frames == 10;
        if (lost)
        {
            SeeNobody(frames);
        }

        See(frames + (lost ? 1 : 0), At(65), Blue, isCut: true);
        Assert.Equal([TrackState.Lost, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
    }

    [Fact]
    public void Update_SomebodyElseAtTheEdgeWhereOneGoesOut_IsSomebodyNew()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, At(80 - (2 * i)), Red, isCut: i > 5);
        }

        // The first is hidden in the moment in which another steps in.
        See(10, At(30), Blue, isCut: true);
        Assert.Equal([TrackState.Lost, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
    }

    [Fact]
    public void Update_GoneOutForASecond_WhoComesInIsSomebodyNew()
    {
        for (var i = 0; i < 10; i++)
        {
            SeeAtEdge(i, 80 - (2 * i));
        }

        for (var i = 10; i < 37; i++)
        {
            SeeNobody(i);
        }

        SeeAtEdge(37, 60);
        Assert.Equal((2ul, TrackState.Tentative), (Assert.Single(_tracker.Tracks).Id.Value, _tracker.Tracks[0].State));
    }

    [Fact]
    public void Update_FoundAgainAtTheEdge_AreKnownAfterThreeLooks()
    {
        for (var i = 0; i < 10; i++)
        {
            SeeAtEdge(i, 60);
        }

        SeeNobody(10);
        for (var i = 11; i < 14; i++)
        {
            SeeAtEdge(i, 60);
            Assert.Equal((1ul, i < 13 ? TrackState.Tentative : TrackState.Confirmed), (Assert.Single(_tracker.Tracks).Id.Value, _tracker.Tracks[0].State));
        }
    }

    [Fact]
    public void Update_LostWithinThePicture_IsNotWhoComesInOverItsEdge()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, At(200), Red);
        }

        for (var i = 10; i < 50; i++)
        {
            SeeNobody(i);
        }

        SeeAtEdge(50, 60);
        Assert.Equal([TrackState.Lost, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
    }

    [Fact]
    public void Update_MoreOfSomebodyComesInWithEachFrame_BoxIsAsDetected()
    {
        for (var i = 0; i < 6; i++)
        {
            var box = new BoundingBox(0, 190 - (15 * i), 24 + (6 * i), 280);
            _tracker.Update([new Detection(box, 0.7f)], MediaTime.FromSeconds(i / 15.0), [new SeenLook(Red, isCut: true)]);
            Assert.True(BoundingBox.IntersectionOverUnion(box, Assert.Single(_tracker.Tracks).Box) > 0.99f);
        }
    }

    [Fact]
    public void Update_BoxAtTheEdgeReachesFarUp_IsWhoGoesOutThere()
    {
        for (var i = 0; i < 20; i++)
        {
            See(i, At(420 + (8 * i)), Red);
        }

        // As somewhat other clothes, since an arm is all that shows of them.
        var box = new BoundingBox(545, 20, 640, 300);
        See(20, new Detection(box, 0.7f), Partly(Red, Blue), isCut: true);
        Assert.Equal(TrackState.Confirmed, Assert.Single(_tracker.Tracks).State);
    }

    /// <summary>Not as of the same person, nor as of another.</summary>
    private static Appearance Partly(Appearance a, Appearance b)
    {
        a.Blend(b, 0.1f);
        return a;
    }

    private static Detection At(float x) => ClothedPeopleTests.At(x);

    private void SeeAtEdge(int frame, float x) => See(frame, At(x), Red, isCut: true);

    private void See(int frame, in Detection detection, in Appearance look, bool isCut = false) =>
        _tracker.Update([detection], MediaTime.FromSeconds(frame * 0.04), [new SeenLook(look, isCut: isCut)]);

    private void SeeNobody(int frame) => _tracker.Update([], MediaTime.FromSeconds(frame * 0.04), []);
}
