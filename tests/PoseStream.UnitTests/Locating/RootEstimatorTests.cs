using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootEstimatorTests
{
    private const double Frame_s = 1.0 / 30;

    private readonly RootEstimator _estimator = new(0.07);
    private double _now_s;

    [Fact]
    public void Update_WholePerson_IsBelievedAtOnce() => Assert.True(Next(3, isPartial: false));

    [Fact]
    public void Update_WholePersonWalking_IsBelievedAllTheWay()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Next(3 + (1.5f * i * (float)Frame_s), isPartial: false));
        }
    }

    [Fact]
    public void Update_PersonLeavingThePicture_IsNotBelievedWhenTheDistanceRunsAway()
    {
        Assert.True(Next(6.3f, isPartial: false));
        bool[] believed = [.. new[] { 6.4f, 7.5f, 8.0f, 10.8f, 12.5f, 14.6f, 15.4f }.Select(z => Next(z, isPartial: true))];
        Assert.Equal([true, false, false, false, false, false, false], believed);
    }

    [Fact]
    public void Update_CutFromTheStart_IsBelievedOnceItStaysPut()
    {
        bool[] believed = [.. Enumerable.Range(0, 20).Select(i => Next(2 + (0.01f * (i % 2)), isPartial: true))];
        Assert.False(believed[0]);
        Assert.False(believed[13]);
        Assert.True(believed[16]);
        Assert.True(believed[19]);
    }

    [Fact]
    public void Update_CutFromTheStartAndJumping_IsNeverBelieved()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.False(Next(i % 2 == 0 ? 3 : 6, isPartial: true));
        }

        Assert.Null(_estimator.At(Now));
    }

    [Fact]
    public void Update_OneWildFrame_IsLeftOutAndPredictedOver()
    {
        Steady(3);
        Assert.False(Next(9, isPartial: false));
        var between = _estimator.At(Now)!.Value;
        Assert.True(between.IsPredicted);
        Assert.Equal(3, between.Position_m.Z, 0.1f);
        Assert.True(Next(3.02f, isPartial: false));
        Assert.False(_estimator.At(Now)!.Value.IsPredicted);
    }

    [Fact]
    public void Update_RootElsewhereInThePicture_IsLeftOut()
    {
        Assert.True(Next(3, isPartial: false));
        Assert.True(Next(3, isPartial: false));
        Assert.False(Next(3, isPartial: false, x: 0.4f));
    }

    [Fact]
    public void Update_FirstPlaceWasWrong_ComesRoundToTheSteadyOne()
    {
        Assert.True(Next(6.8f, isPartial: false));
        bool[] believed = [.. Enumerable.Range(0, 20).Select(_ => Next(3.1f, isPartial: false))];
        Assert.False(believed[0]);
        Assert.True(believed[19]);
        Assert.Equal(3.1f, _estimator.At(Now)!.Value.Position_m.Z, 0.05f);
    }

    [Fact]
    public void Update_OtherPlaceForAQuarterOfASecond_IsBelieved()
    {
        Steady(3);
        bool[] believed = [.. Enumerable.Range(0, 10).Select(_ => Next(6, isPartial: false))];
        Assert.Equal(8, Array.IndexOf(believed, true));
    }

    [Fact]
    public void Update_OtherPlaceWasPartlyHiddenAtFirst_IsBelievedAfterHalfASecond()
    {
        Steady(3);
        bool[] believed = [.. Enumerable.Range(0, 20).Select(i => Next(6, isPartial: i < 2))];
        Assert.InRange(Array.IndexOf(believed, true), 15, 16);
    }

    [Fact]
    public void Update_TwoFarPlacesThatCameSlowly_AreNotEnough()
    {
        Steady(3);
        _now_s += 0.3;
        Assert.False(Next(20, isPartial: false));
        _now_s += 0.3;
        Assert.False(Next(20, isPartial: false));
    }

    [Theory]
    [InlineData(float.NaN, 0, 3)]
    [InlineData(0, float.PositiveInfinity, 3)]
    [InlineData(0, 0, float.NaN)]
    [InlineData(0, 0, -3)]
    [InlineData(0, 0, 0)]
    public void Update_NoNumbers_ChangesNothing(float x, float y, float z)
    {
        Next(3, isPartial: false);
        var before = _estimator.At(Now);
        Assert.False(_estimator.Update(new RootMeasurement(new(x, y), 0.002f, z, 0.04f, RootSource.NetworkDepth, false), Now));
        Assert.Equal(before, _estimator.At(Now));
    }

    [Fact]
    public void Update_TimeRunsBackwards_ChangesNothing()
    {
        Next(3, isPartial: false);
        Next(3, isPartial: false);
        Assert.False(_estimator.Update(Measured(0, 3.05f, false), MediaTime.FromSeconds(0)));
        Assert.Null(_estimator.At(MediaTime.FromSeconds(0)));
        Assert.NotNull(_estimator.At(Now));
    }

    [Fact]
    public void Update_Step_IsFollowedWithinAFewFrames()
    {
        for (var i = 0; i < 60; i++)
        {
            Next(4, isPartial: false);
        }

        // Twenty centimetres back and four aside at once: more than one frame allows anybody.
        for (var i = 0; i < 20; i++)
        {
            Assert.True(Next(4.2f, isPartial: false, x: 0.01f));
        }

        var root = _estimator.At(Now)!.Value;
        Assert.Equal(4.2f, root.Position_m.Z, 0.08f);
        Assert.Equal(0.01f * 4.2f, root.Position_m.X, 0.01f);
    }

    [Fact]
    public void Update_Ramp_KnowsTheVelocity()
    {
        // 1.2 m/s to the right and 0.9 m/s nearer.
        for (var i = 0; i < 90; i++)
        {
            var (x, z) = (-1.5f + (1.2f * i * (float)Frame_s), 6 - (0.9f * i * (float)Frame_s));
            Next(z, isPartial: false, x / z);
        }

        var root = _estimator.At(Now)!.Value;
        Assert.True(Vector3.Distance(new Vector3(1.2f, 0, -0.9f), root.Velocity_m_s) < 0.15f, $"{root.Velocity_m_s}");
        Assert.True(Vector3.Distance(new Vector3(-1.5f + (1.2f * 89 / 30), 0, 6 - (0.9f * 89 / 30)), root.Position_m) < 0.05f, $"{root.Position_m}");
    }

    [Fact]
    public void At_Gap_GoesOnSlowerAndSlowerAndGetsLessSure()
    {
        for (var i = 0; i < 90; i++)
        {
            var z = 6 - (0.9f * i * (float)Frame_s);
            Next(z, isPartial: false, (-1.5f + (1.2f * i * (float)Frame_s)) / z);
        }

        var before = _estimator.At(Now)!.Value;
        var soon = _estimator.At(MediaTime.FromSeconds(_now_s + 0.25))!.Value;
        Assert.True(Vector3.Distance(before.Position_m + (0.25f * before.Velocity_m_s), soon.Position_m) < 0.01f);
        var later = _estimator.At(MediaTime.FromSeconds(_now_s + 1))!.Value;
        Assert.True(later.IsPredicted);
        var way = Vector3.Dot(later.Position_m - before.Position_m, Vector3.Normalize(before.Velocity_m_s)) / before.Velocity_m_s.Length();
        Assert.InRange(way, 0.6, 0.9);
        Assert.InRange(later.Velocity_m_s.Length() / before.Velocity_m_s.Length(), 0.3, 0.6);
        Assert.True(later.Covariance_m2.Xx > 2 * before.Covariance_m2.Xx);
        Assert.True(later.Covariance_m2.Zz > before.Covariance_m2.Zz);
    }

    [Fact]
    public void At_LongAfter_IsNull()
    {
        Steady(3);
        Assert.Null(_estimator.At(MediaTime.FromSeconds(_now_s + 2.1)));
        Assert.NotNull(_estimator.At(MediaTime.FromSeconds(_now_s + 1.9)));
    }

    [Fact]
    public void Update_AfterALongGap_StartsAnew()
    {
        Next(3, isPartial: false);
        _now_s += 5;
        Assert.True(Next(9, isPartial: false));
        Assert.Equal(9, _estimator.At(Now)!.Value.Position_m.Z, 1e-3f);
    }

    [Fact]
    public void At_TowardsTheCamera_NeverPassesIt()
    {
        for (var i = 0; i < 30; i++)
        {
            Next(2.5f - (1.5f * i * (float)Frame_s), isPartial: false);
        }

        var root = _estimator.At(MediaTime.FromSeconds(_now_s + 1.9))!.Value;
        Assert.InRange(root.Position_m.Z, 0.25f, 1);
        Assert.True(float.IsFinite(root.Covariance_m2.Zz) && float.IsFinite(root.Velocity_m_s.Z));
    }

    [Fact]
    public void At_NetworkDepthAlone_StaysAsUnsureAsPeopleDiffer()
    {
        for (var i = 0; i < 600; i++)
        {
            Next(4, isPartial: false);
        }

        Assert.InRange(Math.Sqrt(_estimator.At(Now)!.Value.Covariance_m2.Zz) / 4, 0.065, 0.085);
    }

    [Fact]
    public void At_PelvisMisjudged_StaysAsUnsureUpAndDownHoweverLong()
    {
        var (standing, squatting) = (new RootEstimator(0.07), new RootEstimator(0.07));
        for (var i = 0; i < 600; i++)
        {
            var time = MediaTime.FromSeconds(i * Frame_s);
            standing.Update(Measured(0, 5, false) with { PelvisSigma_m = 0.01f }, time);
            squatting.Update(Measured(0, 5, false) with { PelvisSigma_m = i < 300 ? 0.01f : 0.05f }, time);
        }

        var now = MediaTime.FromSeconds(599 * Frame_s);
        var (sure, unsure) = (standing.At(now)!.Value.Covariance_m2, squatting.At(now)!.Value.Covariance_m2);
        Assert.Equal((0.05f * 0.05f) - (0.01f * 0.01f), unsure.Yy - sure.Yy, 1e-5f);
        Assert.Equal(sure, unsure with { Yy = sure.Yy });

        // Until they are seen again they are in the posture in which they were.
        var later = MediaTime.FromSeconds(601 * Frame_s);
        Assert.Equal((0.05f * 0.05f) - (0.01f * 0.01f), squatting.At(later)!.Value.Covariance_m2.Yy - standing.At(later)!.Value.Covariance_m2.Yy, 1e-5f);
    }

    [Fact]
    public void At_LensAssumed_IsUnsureAlongTheAxisOnly()
    {
        var (calibrated, assumed) = (new RootEstimator(0.07), new RootEstimator(0.07, lensSigma: 0.2));
        calibrated.Update(Measured(0.3f, 5, false), default);
        assumed.Update(Measured(0.3f, 5, false), default);
        var (known, unsure) = (calibrated.At(default)!.Value.Covariance_m2, assumed.At(default)!.Value.Covariance_m2);
        Assert.Equal(1, unsure.Zz - known.Zz, 1e-3f);
        Assert.Equal(known, unsure with { Zz = known.Zz });
    }

    [Fact]
    public void At_GroundFromPeople_IsAsUnsureAsBodyAndFloorTogetherAlongTheRay()
    {
        var (measured, found) = (new RootEstimator(0.07), new RootEstimator(0.07, groundSigma: 0.1));
        measured.Update(Measured(0.3f, 5, false), default);
        found.Update(Measured(0.3f, 5, false), default);

        // Who was never seen to stand on it is where they are, wherever it is.
        Assert.Equal(measured.At(default)!.Value.Covariance_m2, found.At(default)!.Value.Covariance_m2);
        for (var i = 0; i < 200; i++)
        {
            var time = MediaTime.FromSeconds(i / 15.0);
            foreach (var estimator in (ReadOnlySpan<RootEstimator>)[measured, found])
            {
                estimator.Update(Measured(0.3f, 5, false), time);
                estimator.Update(Measured(0.3f, 4.5f, false) with { Source = RootSource.GroundContact }, time);
            }
        }

        var now = MediaTime.FromSeconds(199 / 15.0);
        var (known, unsure) = (measured.At(now)!.Value, found.At(now)!.Value);
        Assert.Equal(4.5f, known.Position_m.Z, 0.05f);

        // The body says 5 m and is off by 7 %, the floor 4.5 m and is off by 10 %.
        var (body, floor) = (1 / (0.07 * 0.07), 1 / (0.1 * 0.1));
        Assert.Equal(Math.Exp(((body * Math.Log(5)) + (floor * Math.Log(4.5))) / (body + floor)), unsure.Position_m.Z, 0.03);
        var along = unsure.Covariance_m2.Zz / (unsure.Position_m.Z * unsure.Position_m.Z);
        Assert.InRange(along * (body + floor), 1, 1.3);
        Assert.Equal(unsure.Position_m.X / unsure.Position_m.Z, unsure.Covariance_m2.Xz / unsure.Covariance_m2.Zz, 0.01f);
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void At_SomebodyTallBeforeAnUnsureFloorForLong_StaysAsUnsureAsItIsWrong(double groundSigma)
    {
        // What stays wrong for an hour must not be averaged away.
        var estimator = new RootEstimator(0.07, groundSigma: groundSigma);
        for (var frame = 0; frame < 15 * 3600; frame++)
        {
            var time = MediaTime.FromSeconds(frame / 15.0);
            estimator.Update(Measured(0, 5.5f, false), time);
            estimator.Update(Measured(0, 5, false) with { Source = RootSource.GroundContact, DepthSigma = 0.03f }, time);
            if (frame % 900 == 899)
            {
                var root = estimator.At(time)!.Value;
                Assert.InRange(Math.Abs(root.Position_m.Z - 5) / Math.Sqrt(root.Covariance_m2.Zz), 0, 1.5);
            }
        }
    }

    [Fact]
    public void At_OffTheAxis_IsLongAlongTheRay()
    {
        for (var i = 0; i < 100; i++)
        {
            Next(5, isPartial: false, x: 0.5f);
        }

        var covariance = _estimator.At(Now)!.Value.Covariance_m2;
        var along = Vector3.Normalize(new Vector3(0.5f, 0, 1));
        var across = Vector3.Normalize(new Vector3(1, 0, -0.5f));
        Assert.True(covariance.SquaredDistance(0.3f * across) > 100 * covariance.SquaredDistance(0.3f * along));
    }

    [Fact]
    public void Update_Steady_AllocatesNothing()
    {
        Next(5, isPartial: false);
        var next = 0;
        Assert.Equal(0, Allocation.Of(Run, 100));

        void Run()
        {
            Next(5, isPartial: next++ % 7 == 0);
            _estimator.At(Now);
        }
    }

    [Fact]
    public void Update_GroundContact_TellsTheScaleAndItLasts()
    {
        // The network draws this person 10 % too far; the floor does not.
        for (var i = 0; i < 60; i++)
        {
            Next(4.4f, isPartial: false);
            Assert.True(_estimator.Update(Measured(0, 4, false) with { Source = RootSource.GroundContact, DepthSigma = 0.02f }, Now));
        }

        var root = _estimator.At(Now)!.Value;
        Assert.Equal((4, RootSource.GroundContact), (MathF.Round(root.Position_m.Z, 1), root.Source));
        Assert.True(Math.Sqrt(root.Covariance_m2.Zz) / 4 < 0.03);

        // The feet are hidden for a second.
        for (var i = 0; i < 30; i++)
        {
            Next(4.4f, isPartial: false);
        }

        root = _estimator.At(Now)!.Value;
        Assert.Equal(4, root.Position_m.Z, 0.1f);
        Assert.Equal(RootSource.NetworkDepth, root.Source);
        Assert.True(Math.Sqrt(root.Covariance_m2.Zz) / 4 < 0.05);
    }

    [Fact]
    public void At_FirstSightsFarOff_AreNoWalkTowardsTheCamera()
    {
        // Somebody comes in: the first sights are two metres too far and come to the truth within half a second, as fast as a sprinter.
        for (var i = 0; i < 15; i++)
        {
            Next(6.5f - (0.14f * i), isPartial: false);
        }

        for (var t = 0.1; t <= 1.9; t += 0.1)
        {
            if (_estimator.At(MediaTime.FromSeconds(_now_s + t)) is { } root)
            {
                Assert.True(root.IsPredicted);
                Assert.InRange(root.Position_m.Z, 1.8, 6.5);
                Assert.InRange(root.Velocity_m_s.Length(), 0, 4.5);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void At_FewSights_AreNotForetold(int sights)
    {
        for (var i = 0; i < sights; i++)
        {
            Next(5 - (0.3f * i), isPartial: false);
        }

        Assert.NotNull(_estimator.At(Now));
        Assert.Null(_estimator.At(MediaTime.FromSeconds(_now_s + 0.1)));
    }

    [Fact]
    public void At_SlowCamera_IsForetoldFromOneFrameToTheNext()
    {
        // Two frames a second: what lies between them is no absence, and a walk goes on straight over it.
        for (var i = 0; i < 12; i++)
        {
            _now_s = i * 0.5;
            _estimator.Update(Measured((-3 + (0.6f * i)) / 6, 6, false), Now);
        }

        var ahead = _estimator.At(MediaTime.FromSeconds(_now_s + 0.5))!.Value;
        Assert.Equal(-3 + (0.6f * 12), ahead.Position_m.X, 0.1f);
    }

    private MediaTime Now => MediaTime.FromSeconds(_now_s);

    private static RootMeasurement Measured(float x, float z_m, bool isPartial) => new(new Vector2(x, 0), 0.002f, z_m, 0.04f, RootSource.NetworkDepth, isPartial);

    private void Steady(float z_m)
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.True(Next(z_m, isPartial: false));
        }
    }

    private bool Next(float z_m, bool isPartial, float x = 0)
    {
        _now_s += Frame_s;
        return _estimator.Update(Measured(x, z_m, isPartial), Now);
    }
}
