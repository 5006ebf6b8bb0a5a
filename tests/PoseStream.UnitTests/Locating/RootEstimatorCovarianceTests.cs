using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootEstimatorCovarianceTests
{
    private readonly RootSights _sights = new();

    [Fact]
    public void At_NetworkDepthAlone_StaysAsUnsureAsPeopleDiffer()
    {
        for (var i = 0; i < 600; i++)
        {
            _sights.Next(4, isPartial: false);
        }

        Assert.InRange(Math.Sqrt(_sights.Estimator.At(_sights.Now)!.Value.Covariance_m2.Zz) / 4, 0.065, 0.085);
    }

    [Fact]
    public void At_PelvisMisjudged_StaysAsUnsureUpAndDownHoweverLong()
    {
        var (standing, squatting) = (new RootEstimator(0.07), new RootEstimator(0.07));
        for (var i = 0; i < 600; i++)
        {
            var time = MediaTime.FromSeconds(i * RootSights.Frame_s);
            standing.Update(RootSights.Measured(0, 5, false) with { PelvisSigma_m = 0.01f }, time);
            squatting.Update(RootSights.Measured(0, 5, false) with { PelvisSigma_m = i < 300 ? 0.01f : 0.05f }, time);
        }

        var now = MediaTime.FromSeconds(599 * RootSights.Frame_s);
        var (sure, unsure) = (standing.At(now)!.Value.Covariance_m2, squatting.At(now)!.Value.Covariance_m2);
        Assert.Equal((0.05f * 0.05f) - (0.01f * 0.01f), unsure.Yy - sure.Yy, 1e-5f);
        Assert.Equal(sure, unsure with { Yy = sure.Yy });

        // Until they are seen again they are in the posture in which they were.
        var later = MediaTime.FromSeconds(601 * RootSights.Frame_s);
        Assert.Equal((0.05f * 0.05f) - (0.01f * 0.01f), squatting.At(later)!.Value.Covariance_m2.Yy - standing.At(later)!.Value.Covariance_m2.Yy, 1e-5f);
    }

    [Fact]
    public void At_LensAssumed_IsUnsureAlongTheAxisOnly()
    {
        var (calibrated, assumed) = (new RootEstimator(0.07), new RootEstimator(0.07, lensSigma: 0.2));
        calibrated.Update(RootSights.Measured(0.3f, 5, false), default);
        assumed.Update(RootSights.Measured(0.3f, 5, false), default);
        var (known, unsure) = (calibrated.At(default)!.Value.Covariance_m2, assumed.At(default)!.Value.Covariance_m2);
        Assert.Equal(1, unsure.Zz - known.Zz, 1e-3f);
        Assert.Equal(known, unsure with { Zz = known.Zz });
    }

    [Fact]
    public void At_GroundFromPeople_IsAsUnsureAsBodyAndFloorTogetherAlongTheRay()
    {
        var (measured, found) = (new RootEstimator(0.07), new RootEstimator(0.07, groundSigma: 0.1));
        measured.Update(RootSights.Measured(0.3f, 5, false), default);
        found.Update(RootSights.Measured(0.3f, 5, false), default);

        // Who was never seen to stand on it is where they are, wherever it is.
        Assert.Equal(measured.At(default)!.Value.Covariance_m2, found.At(default)!.Value.Covariance_m2);
        for (var i = 0; i < 200; i++)
        {
            var time = MediaTime.FromSeconds(i / 15.0);
            foreach (var estimator in (ReadOnlySpan<RootEstimator>)[measured, found])
            {
                estimator.Update(RootSights.Measured(0.3f, 5, false), time);
                estimator.Update(RootSights.Measured(0.3f, 4.5f, false) with { Source = RootSource.GroundContact }, time);
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
            estimator.Update(RootSights.Measured(0, 5.5f, false), time);
            estimator.Update(RootSights.Measured(0, 5, false) with { Source = RootSource.GroundContact, DepthSigma = 0.03f }, time);
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
            _sights.Next(5, isPartial: false, x: 0.5f);
        }

        var covariance = _sights.Estimator.At(_sights.Now)!.Value.Covariance_m2;
        var along = Vector3.Normalize(new Vector3(0.5f, 0, 1));
        var across = Vector3.Normalize(new Vector3(1, 0, -0.5f));
        Assert.True(covariance.SquaredDistance(0.3f * across) > 100 * covariance.SquaredDistance(0.3f * along));
    }

    [Fact]
    public void Update_GroundContact_TellsTheScaleAndItLasts()
    {
        // The network draws this person 10 % too far; the floor does not.
        for (var i = 0; i < 60; i++)
        {
            _sights.Next(4.4f, isPartial: false);
            Assert.True(_sights.Estimator.Update(RootSights.Measured(0, 4, false) with { Source = RootSource.GroundContact, DepthSigma = 0.02f }, _sights.Now));
        }

        var root = _sights.Estimator.At(_sights.Now)!.Value;
        Assert.Equal((4, RootSource.GroundContact), (MathF.Round(root.Position_m.Z, 1), root.Source));
        Assert.True(Math.Sqrt(root.Covariance_m2.Zz) / 4 < 0.03);

        // The feet are hidden for a second.
        for (var i = 0; i < 30; i++)
        {
            _sights.Next(4.4f, isPartial: false);
        }

        root = _sights.Estimator.At(_sights.Now)!.Value;
        Assert.Equal(4, root.Position_m.Z, 0.1f);
        Assert.Equal(RootSource.NetworkDepth, root.Source);
        Assert.True(Math.Sqrt(root.Covariance_m2.Zz) / 4 < 0.05);
    }
}
