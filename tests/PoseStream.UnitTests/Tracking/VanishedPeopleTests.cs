using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>Who appears amid the picture, and whom no box has shown for a while.</summary>
public sealed class VanishedPeopleTests : TrackingCase
{
    private const double Frame_s = 0.04;

    private static readonly Appearance Red = ClothedPeopleTests.Clothes(0, 9);
    private static readonly Appearance Blue = ClothedPeopleTests.Clothes(3, 12);

    [Fact]
    public void Update_AppearsWithinReachOfWhoVanished_IsTheSamePerson()
    {
        Follow(1, 200);
        AppearAt(310, after: 5);
        Assert.Equal((1ul, TrackState.Confirmed), Told());
        Assert.Equal(310, Known().Box.Center.X, 5f);
    }

    [Fact]
    public void Update_GoesOnAsWhoVanished_TheSecondIdEndsOnce()
    {
        Follow(1, 200);
        AppearAt(310, after: 5);
        Assert.Equal([1ul, 2ul], Tracker.Tracks.Select(static track => track.Id.Value));
        Assert.Equal(TrackState.Ended, Tracker.Tracks[1].State);
        See(18, At(310), Red);
        Assert.Equal((1ul, TrackState.Confirmed), Told());
        Assert.Single(Tracker.Tracks);
    }

    [Fact]
    public void Update_AppearsAtThePicturesEdge_IsSomebodyNew()
    {
        Follow(1, 200);
        AppearAt(310, after: 5, isCut: true);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Update_AppearsInOtherClothes_IsSomebodyNew()
    {
        Follow(1, 200);
        AppearAt(310, after: 5, look: Blue);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Update_AppearsBeyondReach_IsSomebodyNew()
    {
        Follow(1, 100);
        AppearAt(500, after: 5);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Update_PoseNeverToldWhereTheyStood_IsSomebodyNew()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, At(200), Red);
        }

        AppearAt(310, after: 5);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Update_WentOutAtTheEdge_WhoAppearsIsSomebodyNew()
    {
        Follow(1, 200);
        See(9, At(190), Red, isCut: true);
        AppearAt(300, after: 5);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Update_StillSeenBesideWhoAppears_AreTwo()
    {
        Follow(1, 200);
        for (var i = 10; i < 13; i++)
        {
            Tracker.Update([At(200), At(310)], Time(i), [new SeenLook(Red), new SeenLook(Red)]);
        }

        Assert.Equal([1ul, 2ul], Tracker.Tracks.Where(static track => track.State is TrackState.Confirmed).Select(static track => track.Id.Value));
    }

    [Fact]
    public void Update_NewcomerWasToldAndDoubtedBefore_StaysWhoTheyAre()
    {
        Follow(1, 200);
        for (var i = 10; i < 14; i++)
        {
            See(i, At(500), Red, isCut: true);
        }

        Assert.Equal((2ul, TrackState.Confirmed), Told());
        Tracker.Learn(new TrackId(2), new TrackSighting(Time(12), true, At(500).Box, TrunkSighting.None, default, default), Camera);
        See(14, At(500), Red);
        Tracker.Learn(new TrackId(2), new TrackSighting(Time(13), false, At(500).Box, TrunkSighting.None, default, default), Camera);
        See(15, At(500), Red);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Learn_PoseFromBeforeTheyWentOn_ChangesNothing()
    {
        Follow(1, 200);
        AppearAt(310, after: 5);
        var box = Known().Box;
        LearnAt(14, 1, 200);
        Assert.Equal(box, Known().Box);

        // Lost once more, they are looked for where they went on.
        for (var i = 18; i < 22; i++)
        {
            Tracker.Update([], Time(i), []);
        }

        See(22, At(312), Red);
        Assert.Equal((1ul, TrackState.Confirmed), Told());
    }

    [Fact]
    public void Learn_PoseIsOfAnotherAfterTheyWentOn_LeadsNotBackToWhereTheyWereLostBefore()
    {
        Follow(1, 200);
        Tracker.Update([], Time(10), []);
        See(11, At(200), Red);
        for (var i = 12; i < 17; i++)
        {
            Tracker.Update([], Time(i), []);
        }

        for (var i = 17; i < 20; i++)
        {
            See(i, At(310), Red);
        }

        Assert.Equal((1ul, TrackState.Confirmed), Told());
        for (var i = 18; i < 20; i++)
        {
            Tracker.Learn(new TrackId(1), new TrackSighting(Time(i), true, At(310).Box, TrunkSighting.None, new Vector3(float.NaN), default, IsOfAnother: true), Camera);
        }

        var track = Tracker.Tracks[0];
        Assert.Equal(TrackState.Tentative, track.State);
        Assert.Equal(310, track.Box.Center.X, 5f);
    }

    [Fact]
    public void Update_AppearsBetweenTwoWhoVanished_IsTheNearer()
    {
        for (var i = 0; i < 10; i++)
        {
            Tracker.Update([At(100), At(330)], Time(i), [new SeenLook(Red), new SeenLook(Red)]);
            LearnAt(i, 1, 100);
            LearnAt(i, 2, 330);
        }

        AppearAt(220, after: 5);
        Assert.Equal((2ul, TrackState.Confirmed), Told());
    }

    private void Follow(ulong id, float x)
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, At(x), Red);
            LearnAt(i, id, x);
        }
    }

    private void LearnAt(int frame, ulong id, float x) => Tracker.Learn(
        new TrackId(id), new TrackSighting(Time(frame), false, At(x).Box, TrunkSighting.None, new Vector3((x - 320) * 5 / (float)Camera.Fx, 0, 5), default), Camera);

    /// <summary>Nobody is seen for some frames from the tenth on, and then somebody three times.</summary>
    private void AppearAt(float x, int after, Appearance? look = null, bool isCut = false)
    {
        for (var i = 0; i < after; i++)
        {
            Tracker.Update([], Time(10 + i), []);
        }

        for (var i = 0; i < 3; i++)
        {
            See(10 + after + i, At(x), look ?? Red, isCut && i == 0);
        }
    }

    private void See(int frame, in Detection detection, in Appearance look, bool isCut = false) =>
        Tracker.Update([detection], Time(frame), [new SeenLook(look, isCut: isCut)]);

    private (ulong Id, TrackState State) Told() => (Known().Id.Value, Known().State);

    private Track Known() => Assert.Single(Tracker.Tracks, static track => track.State is TrackState.Confirmed);

    private static MediaTime Time(int frame) => MediaTime.FromSeconds(frame * Frame_s);
}
