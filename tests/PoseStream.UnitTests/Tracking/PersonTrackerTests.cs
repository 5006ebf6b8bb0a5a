using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class PersonTrackerTests
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);

    private readonly TrackIdSequence _ids = new();
    private readonly PersonTracker _tracker;

    public PersonTrackerTests() => _tracker = new PersonTracker(new TrackerOptions(EndAfter_s: 1.5), _ids);

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
        var tracker = new PersonTracker(new TrackerOptions(ConfirmAfterHits: 1), _ids);
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
        Assert.Empty(_tracker.Tracks);
    }

    [Fact]
    public void Update_WeakDetection_BeginsNoTrackButContinuesOne()
    {
        See(0, At(100) with { Score = 0.4f });
        Assert.Empty(_tracker.Tracks);
        See(0.04, At(100));
        See(0.08, At(100) with { Score = 0.4f });
        Assert.True(Only().SeenNow);
    }

    [Fact]
    public void Update_TwoPeopleCross_KeepTheirIds()
    {
        // 25 frames a second, 80 px wide, 120 px/s towards one another, passing 110 px apart in height.
        for (var i = 0; i <= 75; i++)
        {
            See(i * 0.04, At(100 + (4.8f * i)), At(460 - (4.8f * i), 310));
        }

        Assert.Equal(2, _tracker.Tracks.Count);
        Assert.Equal(new TrackId(1), _tracker.Tracks.MinBy(static track => track.Box.Y1)!.Id);
        Assert.All(_tracker.Tracks, static track => Assert.Equal(TrackState.Confirmed, track.State));
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
            ends += _tracker.Tracks.Count(static track => track.State is TrackState.Ended);
        }

        Assert.Equal(1, ends);
        Assert.Empty(_tracker.Tracks);
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
    public void Predict_BetweenDetections_MovesTheBoxAndStaysSeen()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i * 0.04, At(100 + (5 * i)));
        }

        _tracker.Predict(MediaTime.FromSeconds(0.48));
        Assert.True(Only().SeenNow);
        Assert.Equal(100 + (5 * 12), Only().Box.Center.X, 3f);
    }

    [Fact]
    public void Predict_LostTooLong_EndsExactlyOnce()
    {
        Confirm();
        See(0.2);
        var ends = 0;
        for (var i = 0; i < 60; i++)
        {
            _tracker.Predict(MediaTime.FromSeconds(0.24 + (i * 0.04)));
            ends += _tracker.Tracks.Count(static track => track.State is TrackState.Ended);
        }

        Assert.Equal(1, ends);
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
                _tracker.Predict(MediaTime.FromSeconds(i / 30.0));
            }

            Assert.True(Only().SeenNow);
            Assert.Equal(new TrackId(1), Only().Id);
        }

        Assert.Equal(TrackState.Confirmed, Only().State);
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
        Assert.Equal(TrackState.Lost, _tracker.Tracks[1].State);

        var states = new List<TrackState>();
        for (var i = 4; i < 7; i++)
        {
            See(0.04 * i, At(100), At(150));
            states.Add(_tracker.Tracks[1].State);
        }

        Assert.Equal([TrackState.Tentative, TrackState.Tentative, TrackState.Confirmed], states);
        Assert.Equal([new TrackId(1), new TrackId(2)], _tracker.Tracks.Select(track => track.Id));
    }

    [Fact]
    public void Update_FoundAgainAmongOthersAndMissedAgain_IsLookedForAsBefore()
    {
        ConfirmTwoWhoOverlap();
        See(0.12, At(100));
        See(0.16, At(100), At(150));
        See(0.20, At(100));
        Assert.Equal(TrackState.Lost, _tracker.Tracks[1].State);
    }

    [Fact]
    public void Update_IrregularIntervals_LearnsTheVelocity()
    {
        double[] times = [0, 0.03, 0.10, 0.12, 0.30, 0.33, 0.50, 0.52, 0.60, 0.80, 0.85, 1.0];
        foreach (var t in times)
        {
            See(t, At(100 + (float)(150 * t)));
        }

        _tracker.Predict(MediaTime.FromSeconds(1.2));
        Assert.Equal(280, Only().Box.Center.X, 4f);
    }

    [Fact]
    public void EndAll_NewEpoch_IsToldExactlyOnceAndInPlace()
    {
        for (var i = 0; i < 10; i++)
        {
            See(1000 + (i * 0.04), At(100 + (5 * i)));
        }

        var before = Only().Box;
        _tracker.EndAll();
        See(0, At(100));
        Assert.Equal([TrackState.Ended, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
        Assert.Equal(before, _tracker.Tracks[0].Box);
        Assert.NotEqual(_tracker.Tracks[0].Id, _tracker.Tracks[1].Id);
        See(0.04, At(100));
        Assert.DoesNotContain(_tracker.Tracks, static track => track.State is TrackState.Ended);
    }

    [Fact]
    public void EndAll_TwiceBeforeAFrame_IsToldOnce()
    {
        Confirm();
        _tracker.EndAll();
        _tracker.EndAll();
        See(0);
        Assert.Equal(TrackState.Ended, Only().State);
        See(0.04);
        Assert.Empty(_tracker.Tracks);
    }

    [Fact]
    public void Update_TwoNearAndGreedyWouldErr_TakesTheBestOfBoth()
    {
        // The best single pair, of the first track with the second detection, would leave the others without a partner that overlaps.
        See(0, At(100), At(150));
        See(0.04, At(100), At(150));
        See(0.08, At(100), At(150));
        See(0.12, At(128), At(178));
        Assert.Equal([new TrackId(1), new TrackId(2)], _tracker.Tracks.OrderBy(static track => track.Box.X1).Select(static track => track.Id));
        Assert.All(_tracker.Tracks, static track => Assert.True(track.SeenNow));
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
    [InlineData(float.NaN, 200, 0.9f)]
    [InlineData(100, float.PositiveInfinity, 0.9f)]
    [InlineData(100, 200, float.NaN)]
    public void Update_NoNumbers_AreNobody(float x, float y, float score)
    {
        See(0, At(x, y) with { Score = score });
        Assert.Empty(_tracker.Tracks);
        Confirm();
        See(0.12, At(x, y) with { Score = score }, At(100));
        Assert.True(Only() is { SeenNow: true, Box.IsFinite: true });
    }

    [Fact]
    public void Update_BoxWithoutArea_IsNobody()
    {
        See(0, new Detection(new BoundingBox(50, 50, 50, 90), 0.9f), new Detection(new BoundingBox(50, 50, 40, 90), 0.9f));
        Assert.Empty(_tracker.Tracks);
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
    public void Learn_SomebodyGone_ChangesNothing()
    {
        Confirm();
        _tracker.EndAll();
        Learn(0.08, isDoubted: true);
        Assert.Equal(TrackState.Ended, Only().State);
        See(0.12, At(100));
        Learn(0.12, isDoubted: true, id: 99);
        Assert.Equal(TrackState.Tentative, _tracker.Tracks[1].State);
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

    [Fact]
    public void Update_Steady_AllocatesNothing()
    {
        Detection[] found = [At(100), At(300), At(500) with { Score = 0.4f }];
        long allocated = 0;
        for (var i = 0; i < 200; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _tracker.Update(i % 10 == 9 ? found.AsSpan(0, 1) : found, MediaTime.FromSeconds(i * 0.04));
            Learn(i * 0.04, isDoubted: false);
            allocated = i < 50 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
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
                _tracker.EndAll();
            }

            if (random.Next(4) == 0)
            {
                _tracker.Predict(MediaTime.FromSeconds(i * 0.04));
            }
            else
            {
                See(i * 0.04, [.. Enumerable.Range(0, random.Next(4)).Select(_ => At(random.Next(20) == 0 ? float.NaN : random.Next(600), random.Next(400)))]);
            }

            Assert.Equal(_tracker.Tracks.Count, _tracker.Tracks.DistinctBy(static track => track.Id).Count());
            foreach (var track in _tracker.Tracks)
            {
                Assert.DoesNotContain(track.Id, ended);
                Assert.False(track.State is TrackState.Ended or TrackState.Lost && track.SeenNow);
                Assert.InRange(track.ExistenceProbability, 0, 1);
            }

            ended.UnionWith(_tracker.Tracks.Where(static track => track.State is TrackState.Ended).Select(static track => track.Id));
        }

        Assert.True(ended.Count > 100);
    }

    private static Detection At(float x, float y = 200) => new(BoundingBox.FromCenter(new Vector2(x, y), 80, 200), 0.9f);

    private void See(double seconds, params Detection[] detections) => _tracker.Update(detections, MediaTime.FromSeconds(seconds));

    private void Learn(double seconds, bool isDoubted, ulong id = 1, float z = 5) => _tracker.Learn(
        new TrackId(id), new TrackSighting(MediaTime.FromSeconds(seconds), isDoubted, At(100).Box, new Vector3(0, 0, z), default), Camera);

    private void Confirm()
    {
        See(0, At(100));
        See(0.04, At(100));
        See(0.08, At(100));
    }

    private void ConfirmTwoWhoOverlap()
    {
        for (var i = 0; i < 3; i++)
        {
            See(0.04 * i, At(100), At(150));
        }

        Assert.All(_tracker.Tracks, track => Assert.Equal(TrackState.Confirmed, track.State));
    }

    private Track Only() => Assert.Single(_tracker.Tracks);
}
