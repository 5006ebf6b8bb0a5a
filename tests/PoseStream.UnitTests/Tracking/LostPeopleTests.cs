using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class LostPeopleTests : TrackingCase
{
    [Fact]
    public void Update_TwoPeopleCross_KeepTheirIds()
    {
        // 25 frames a second, 80 px wide, 120 px/s towards one another, passing 110 px apart in height.
        for (var i = 0; i <= 75; i++)
        {
            See(i * 0.04, At(100 + (4.8f * i)), At(460 - (4.8f * i), 310));
        }

        Assert.Equal(2, Tracker.Tracks.Count);
        Assert.Equal(new TrackId(1), Tracker.Tracks.MinBy(static track => track.Box.Y1)!.Id);
        Assert.All(Tracker.Tracks, static track => Assert.Equal(TrackState.Confirmed, track.State));
    }

    [Fact]
    public void Update_HiddenAndBackWhereExpected_KeepsItsId()
    {
        for (var i = 0; i < 20; i++)
        {
            See(i * 0.04, At(100 + (6 * i)));
        }

        for (var i = 20; i < 45; i++)
        {
            See(i * 0.04);
            Assert.Equal(TrackState.Lost, Only().State);
            Assert.False(Only().SeenNow);
        }

        // Without the prediction the last box and this one would not touch.
        Assert.Equal(100 + (6 * 44), Only().Box.Center.X, 12f);
        See(45 * 0.04, At(100 + (6 * 45)));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
    }

    [Fact]
    public void Update_LostTooLong_EndsExactlyOnce()
    {
        Confirm();
        var ends = 0;
        for (var i = 3; i < 80; i++)
        {
            See(i * 0.04);
            ends += Tracker.Tracks.Count(static track => track.State is TrackState.Ended);
        }

        Assert.Equal(1, ends);
        Assert.Empty(Tracker.Tracks);
    }

    [Fact]
    public void Update_LongGapBetweenFrames_EndsByTimeNotByFrames()
    {
        Confirm();
        See(1.0);
        Assert.Equal(TrackState.Lost, Only().State);
        See(2.4);
        Assert.Equal(TrackState.Lost, Only().State);
        See(2.6);
        Assert.Equal(TrackState.Ended, Only().State);
    }

    [Fact]
    public void Predict_LostTooLong_EndsExactlyOnce()
    {
        Confirm();
        See(0.2);
        var ends = 0;
        for (var i = 0; i < 60; i++)
        {
            Tracker.Predict(MediaTime.FromSeconds(0.24 + (i * 0.04)));
            ends += Tracker.Tracks.Count(static track => track.State is TrackState.Ended);
        }

        Assert.Equal(1, ends);
    }

    [Fact]
    public void Update_FoundAgain_ForgetsEarlierMisses()
    {
        Confirm();
        See(1.0);
        See(2.0, At(100));
        See(3.0);
        See(4.0);
        Assert.Equal(TrackState.Lost, Only().State);
    }

    [Fact]
    public void Update_FoundAgainByThemselves_AreKnownAtOnce()
    {
        Confirm();
        See(0.12);
        See(0.16, At(100));
        Assert.Equal(TrackState.Confirmed, Only().State);
    }

    [Fact]
    public void Update_FoundAgainAmongOthers_AreKnownAfterThreeLooks()
    {
        ConfirmTwoWhoOverlap();
        See(0.12, At(100));
        Assert.Equal(TrackState.Lost, Tracker.Tracks[1].State);

        var states = new List<TrackState>();
        for (var i = 4; i < 7; i++)
        {
            See(0.04 * i, At(100), At(150));
            states.Add(Tracker.Tracks[1].State);
        }

        Assert.Equal([TrackState.Tentative, TrackState.Tentative, TrackState.Confirmed], states);
        Assert.Equal([new TrackId(1), new TrackId(2)], Tracker.Tracks.Select(track => track.Id));
    }

    [Fact]
    public void Update_FoundAgainAmongOthersAndMissedAgain_IsLookedForAsBefore()
    {
        ConfirmTwoWhoOverlap();
        See(0.12, At(100));
        See(0.16, At(100), At(150));
        See(0.20, At(100));
        Assert.Equal(TrackState.Lost, Tracker.Tracks[1].State);
    }

    private void ConfirmTwoWhoOverlap()
    {
        for (var i = 0; i < 3; i++)
        {
            See(0.04 * i, At(100), At(150));
        }

        Assert.All(Tracker.Tracks, track => Assert.Equal(TrackState.Confirmed, track.State));
    }
}
