using System.Numerics;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class DoubtedPeopleTests : TrackingCase
{
    [Fact]
    public void Learn_Doubted_IsTentativeUntilSomebodyIsSeen()
    {
        Confirm();
        Learn(0.08, isDoubted: true);
        Assert.Equal(TrackState.Tentative, Only().State);
        See(0.12, At(100));
        Assert.Equal(TrackState.Tentative, Only().State);
        var doubted = Only().ExistenceProbability;
        Learn(0.12, isDoubted: false);
        See(0.16, At(100));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
        Assert.True(Only().ExistenceProbability > doubted);
    }

    [Fact]
    public void Update_DoubtedAndThenMissed_IsLookedForAndFoundAgain()
    {
        Confirm();
        Learn(0.08, isDoubted: false);
        See(0.12, At(100));
        Learn(0.12, isDoubted: true);
        See(0.16);
        Assert.Equal(TrackState.Lost, Only().State);
        See(0.2, At(100));
        Learn(0.2, isDoubted: false);
        See(0.24, At(100));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
    }

    [Fact]
    public void Learn_DoubtedFromTheStart_IsNeverConfirmed()
    {
        for (var i = 0; i < 50; i++)
        {
            See(i * 0.04, At(100));
            Learn(i * 0.04, isDoubted: true);
            Assert.Equal(TrackState.Tentative, Only().State);
        }

        See(2.1);
        Assert.Equal(TrackState.Ended, Only().State);
    }

    [Fact]
    public void Learn_PoseIsOfTheOneBeside_WhoWasFoundAgainIsLostAsBefore()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i * 0.04, At(100), At(170));
            Learn(i * 0.04, isDoubted: false);
        }

        See(0.4, At(100));
        See(0.44, At(100), At(150));
        See(0.48, At(100), At(150));
        var returning = Tracker.Tracks.Single(static track => track.Id.Value == 2);
        Assert.Equal(TrackState.Tentative, returning.State);
        Tracker.Learn(
            new TrackId(2), new TrackSighting(MediaTime.FromSeconds(0.48), true, At(150).Box, TrunkSighting.None, new Vector3(float.NaN), default, IsOfAnother: true), Camera);
        Assert.Equal(TrackState.Lost, returning.State);
        Assert.Equal(170, returning.Box.Center.X, 3f);
    }

    [Fact]
    public void Learn_SomebodyGone_ChangesNothing()
    {
        Confirm();
        Tracker.EndAll();
        Learn(0.08, isDoubted: true);
        Assert.Equal(TrackState.Ended, Only().State);
        See(0.12, At(100));
        Learn(0.12, isDoubted: true, id: 99);
        Assert.Equal(TrackState.Tentative, Tracker.Tracks[1].State);
    }

    [Fact]
    public void Learn_PlaceOfNoNumbers_IsNotUsed()
    {
        Confirm();
        Learn(0.08, isDoubted: false, z: float.NaN);
        See(0.2);
        See(0.5, At(104));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
    }
}
