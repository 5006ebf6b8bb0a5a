using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class PersonTrackerTests : TrackingCase
{
    [Fact]
    public void Update_ThirdHit_Confirms()
    {
        See(0, At(100));
        Assert.Equal(TrackState.Tentative, Only().State);
        See(0.04, At(102));
        Assert.Equal(TrackState.Tentative, Only().State);
        See(0.08, At(104));
        Assert.Equal(TrackState.Confirmed, Only().State);
        Assert.Equal(new TrackId(1), Only().Id);
    }

    [Fact]
    public void Update_ConfirmAfterOne_ConfirmsAtOnce()
    {
        var tracker = new PersonTracker(new TrackerOptions(ConfirmAfterHits: 1), new TrackIdSequence());
        tracker.Update([At(100)], default);
        Assert.Equal(TrackState.Confirmed, Assert.Single(tracker.Tracks).State);
    }

    [Fact]
    public void Update_TentativeMissed_EndsOnceAndIsForgotten()
    {
        See(0, At(100));
        See(0.04);
        Assert.Equal(TrackState.Ended, Only().State);
        Assert.False(Only().SeenNow);
        See(0.08);
        Assert.Empty(Tracker.Tracks);
    }

    [Fact]
    public void Update_WeakDetection_BeginsNoTrackButContinuesOne()
    {
        See(0, At(100) with { Score = 0.4f });
        Assert.Empty(Tracker.Tracks);
        See(0.04, At(100));
        See(0.08, At(100) with { Score = 0.4f });
        Assert.True(Only().SeenNow);
    }

    [Fact]
    public void Predict_BetweenDetections_MovesTheBoxAndStaysSeen()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i * 0.04, At(100 + (5 * i)));
        }

        Tracker.Predict(MediaTime.FromSeconds(0.48));
        Assert.True(Only().SeenNow);
        Assert.Equal(100 + (5 * 12), Only().Box.Center.X, 3f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(100)]
    public void Predict_DetectionsFarApart_FollowsAStillPersonUnderOneId(int detectEvery)
    {
        // 30 frames a second: between two detections passes more time than a missed person is given.
        for (var i = 0; i <= 5 * detectEvery; i++)
        {
            if (i % detectEvery == 0)
            {
                See(i / 30.0, At(100));
            }
            else
            {
                Tracker.Predict(MediaTime.FromSeconds(i / 30.0));
            }

            Assert.True(Only().SeenNow);
            Assert.Equal(new TrackId(1), Only().Id);
        }

        Assert.Equal(TrackState.Confirmed, Only().State);
    }

    [Fact]
    public void Update_IrregularIntervals_LearnsTheVelocity()
    {
        double[] times = [0, 0.03, 0.10, 0.12, 0.30, 0.33, 0.50, 0.52, 0.60, 0.80, 0.85, 1.0];
        foreach (var t in times)
        {
            See(t, At(100 + (float)(150 * t)));
        }

        Tracker.Predict(MediaTime.FromSeconds(1.2));
        Assert.Equal(280, Only().Box.Center.X, 4f);
    }

    [Fact]
    public void Update_LegsHiddenAndThenAll_IsLookedForWhereTheyStood()
    {
        // The detector draws the box round what still shows, whose middle runs up the picture.
        var box = new BoundingBox(60, 100, 140, 300);
        for (var i = 0; i < 20; i++)
        {
            See(i * 0.04, new Detection(box with { Y2 = 300 - (25 * Math.Max(0, i - 16)) }, 0.9f));
        }

        See(20 * 0.04);
        var before = Only().Box.Center.Y;
        for (var i = 21; i < 40; i++)
        {
            See(i * 0.04);
        }

        Assert.InRange(before - Only().Box.Center.Y, 0, 70);
    }

    [Fact]
    public void Update_SomebodyWhoJumps_IsFollowed()
    {
        // Half a metre up, 200 px being 1.7 m, again and again.
        const double Flight_s = 0.64;
        for (var i = 0; i < 60; i++)
        {
            var t = i * 0.04 % 0.8;
            var height_m = t < Flight_s ? 0.5 * 9.81 * t * (Flight_s - t) : 0;
            See(i * 0.04, At(100, 200 - (float)(height_m * 200 / 1.7)));
            Assert.True(Only().SeenNow);
        }
    }

    [Fact]
    public void EndAll_NewEpoch_IsToldExactlyOnceAndInPlace()
    {
        for (var i = 0; i < 10; i++)
        {
            See(1000 + (i * 0.04), At(100 + (5 * i)));
        }

        var before = Only().Box;
        Tracker.EndAll();
        See(0, At(100));
        Assert.Equal([TrackState.Ended, TrackState.Tentative], Tracker.Tracks.Select(static track => track.State));
        Assert.Equal(before, Tracker.Tracks[0].Box);
        Assert.NotEqual(Tracker.Tracks[0].Id, Tracker.Tracks[1].Id);
        See(0.04, At(100));
        Assert.DoesNotContain(Tracker.Tracks, static track => track.State is TrackState.Ended);
    }

    [Fact]
    public void EndAll_SomebodyIsJustReturning_IsNotMatchedAgain()
    {
        var (one, other) = (At(100), At(150));
        for (var i = 0; i < 10; i++)
        {
            See(i * 0.04, one, other);
        }

        See(0.4, other);
        See(0.44, one, other);
        Tracker.EndAll();
        See(0, one, other);
        Assert.All(Tracker.Tracks.Take(2), static track => Assert.True(track is { State: TrackState.Ended, SeenNow: false }));
        Assert.Equal(2, Tracker.Tracks.Skip(2).Count(static track => track.State is TrackState.Tentative));
    }

    [Fact]
    public void EndAll_TwiceBeforeAFrame_IsToldOnce()
    {
        Confirm();
        Tracker.EndAll();
        Tracker.EndAll();
        See(0);
        Assert.Equal(TrackState.Ended, Only().State);
        See(0.04);
        Assert.Empty(Tracker.Tracks);
    }

    [Fact]
    public void Update_TwoNearAndGreedyWouldErr_TakesTheBestOfBoth()
    {
        // The best single pair, of the first track with the second detection, would leave the others without a partner that overlaps.
        See(0, At(100), At(150));
        See(0.04, At(100), At(150));
        See(0.08, At(100), At(150));
        See(0.12, At(128), At(178));
        Assert.Equal([new TrackId(1), new TrackId(2)], Tracker.Tracks.OrderBy(static track => track.Box.X1).Select(static track => track.Id));
        Assert.All(Tracker.Tracks, static track => Assert.True(track.SeenNow));
    }

    [Fact]
    public void Update_DoubtfulBesideSure_TheSureOneHasTheChoice()
    {
        Confirm();
        See(0.12, At(101) with { Score = 0.35f }, At(110));
        Assert.Equal(110, Only().Box.Center.X, 6f);
        Assert.True(Only().Box.Center.X > 103);
    }

    [Fact]
    public void Update_DoubtfulElsewhere_FindsNobodyAgain()
    {
        Confirm();
        See(0.5);
        See(1.0, At(170) with { Score = 0.4f });
        Assert.Equal(TrackState.Lost, Only().State);
        See(1.04, At(170));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.6, false)] // of whatever hides them
    public void Update_DoubtfulWhereSomebodyWasLost_FindsThemAgainSoonOrNot(double seconds, bool isFound)
    {
        Confirm();
        See(0.12);
        See(seconds, At(100) with { Score = 0.4f });
        Assert.Equal((isFound ? TrackState.Confirmed : TrackState.Lost, isFound), (Only().State, Only().SeenNow));
        See(seconds + 0.04, At(100));
        Assert.Equal((new TrackId(1), TrackState.Confirmed), (Only().Id, Only().State));
    }

    [Theory]
    [InlineData(float.NaN, 200, 0.9f)]
    [InlineData(100, float.PositiveInfinity, 0.9f)]
    [InlineData(100, 200, float.NaN)]
    public void Update_NoNumbers_AreNobody(float x, float y, float score)
    {
        See(0, At(x, y) with { Score = score });
        Assert.Empty(Tracker.Tracks);
        Confirm();
        See(0.12, At(x, y) with { Score = score }, At(100));
        Assert.True(Only() is { SeenNow: true, Box.IsFinite: true });
    }

    [Fact]
    public void Update_BoxWithoutArea_IsNobody()
    {
        See(0, new Detection(new BoundingBox(50, 50, 50, 90), 0.9f), new Detection(new BoundingBox(50, 50, 40, 90), 0.9f));
        Assert.Empty(Tracker.Tracks);
    }

    [Fact]
    public void Update_TimeStandsStillOrRunsBack_StaysFinite()
    {
        Confirm();
        See(0.08, At(104));
        See(0.02, At(108));
        Assert.True(Only() is { SeenNow: true, Box.IsFinite: true });
    }

    [Fact]
    public void Update_Steady_AllocatesNothing()
    {
        Detection[] found = [At(100), At(300), At(500) with { Score = 0.4f }];
        var next = 0;
        Assert.Equal(0, Allocation.Of(Run));

        void Run()
        {
            Tracker.Update(next % 10 == 9 ? found.AsSpan(0, 1) : found, MediaTime.FromSeconds(next * 0.04));
            Learn(next++ * 0.04, isDoubted: false);
        }
    }

    [Fact]
    public void Update_RandomPeople_NeverReusesAnIdNorEndsOneTwice()
    {
        var random = new Random(12);
        var ended = new HashSet<TrackId>();
        for (var i = 0; i < 3000; i++)
        {
            if (random.Next(50) == 0)
            {
                Tracker.EndAll();
            }

            if (random.Next(4) == 0)
            {
                Tracker.Predict(MediaTime.FromSeconds(i * 0.04));
            }
            else
            {
                See(i * 0.04, [.. Enumerable.Range(0, random.Next(4)).Select(_ => At(random.Next(20) == 0 ? float.NaN : random.Next(600), random.Next(400)))]);
            }

            Assert.Equal(Tracker.Tracks.Count, Tracker.Tracks.DistinctBy(static track => track.Id).Count());
            foreach (var track in Tracker.Tracks)
            {
                Assert.DoesNotContain(track.Id, ended);
                Assert.False(track.State is TrackState.Ended or TrackState.Lost && track.SeenNow);
                Assert.InRange(track.ExistenceProbability, 0, 1);
            }

            ended.UnionWith(Tracker.Tracks.Where(static track => track.State is TrackState.Ended).Select(static track => track.Id));
        }

        Assert.True(ended.Count > 100);
    }
}
