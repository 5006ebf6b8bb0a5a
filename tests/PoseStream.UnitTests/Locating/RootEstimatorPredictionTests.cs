using System.Numerics;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootEstimatorPredictionTests
{
    private readonly RootSights _sights = new();

    [Fact]
    public void Update_Step_IsFollowedWithinAFewFrames()
    {
        for (var i = 0; i < 60; i++)
        {
            _sights.Next(4, isPartial: false);
        }

        // Twenty centimetres back and four aside at once: more than one frame allows anybody.
        for (var i = 0; i < 20; i++)
        {
            Assert.True(_sights.Next(4.2f, isPartial: false, x: 0.01f));
        }

        var root = _sights.Estimator.At(_sights.Now)!.Value;
        Assert.Equal(4.2f, root.Position_m.Z, 0.08f);
        Assert.Equal(0.01f * 4.2f, root.Position_m.X, 0.01f);
    }

    [Fact]
    public void Update_Ramp_KnowsTheVelocity()
    {
        // 1.2 m/s to the right and 0.9 m/s nearer.
        for (var i = 0; i < 90; i++)
        {
            var (x, z) = (-1.5f + (1.2f * i * (float)RootSights.Frame_s), 6 - (0.9f * i * (float)RootSights.Frame_s));
            _sights.Next(z, isPartial: false, x / z);
        }

        var root = _sights.Estimator.At(_sights.Now)!.Value;
        Assert.True(Vector3.Distance(new Vector3(1.2f, 0, -0.9f), root.Velocity_m_s) < 0.15f, $"{root.Velocity_m_s}");
        Assert.True(Vector3.Distance(new Vector3(-1.5f + (1.2f * 89 / 30), 0, 6 - (0.9f * 89 / 30)), root.Position_m) < 0.05f, $"{root.Position_m}");
    }

    [Fact]
    public void At_Gap_GoesOnSlowerAndSlowerAndGetsLessSure()
    {
        for (var i = 0; i < 90; i++)
        {
            var z = 6 - (0.9f * i * (float)RootSights.Frame_s);
            _sights.Next(z, isPartial: false, (-1.5f + (1.2f * i * (float)RootSights.Frame_s)) / z);
        }

        var before = _sights.Estimator.At(_sights.Now)!.Value;
        var soon = _sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 0.25))!.Value;
        Assert.True(Vector3.Distance(before.Position_m + (0.25f * before.Velocity_m_s), soon.Position_m) < 0.01f);
        var later = _sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 1))!.Value;
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
        _sights.Steady(3);
        Assert.Null(_sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 2.1)));
        Assert.NotNull(_sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 1.9)));
    }

    [Fact]
    public void At_TowardsTheCamera_NeverPassesIt()
    {
        for (var i = 0; i < 30; i++)
        {
            _sights.Next(2.5f - (1.5f * i * (float)RootSights.Frame_s), isPartial: false);
        }

        var root = _sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 1.9))!.Value;
        Assert.InRange(root.Position_m.Z, 0.25f, 1);
        Assert.True(float.IsFinite(root.Covariance_m2.Zz) && float.IsFinite(root.Velocity_m_s.Z));
    }

    [Fact]
    public void At_FirstSightsFarOff_AreNoWalkTowardsTheCamera()
    {
        // Somebody comes in: the first sights are two metres too far and come to the truth within half a second, as fast as a sprinter.
        for (var i = 0; i < 15; i++)
        {
            _sights.Next(6.5f - (0.14f * i), isPartial: false);
        }

        for (var t = 0.1; t <= 1.9; t += 0.1)
        {
            if (_sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + t)) is { } root)
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
            _sights.Next(5 - (0.3f * i), isPartial: false);
        }

        Assert.NotNull(_sights.Estimator.At(_sights.Now));
        Assert.Null(_sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 0.1)));
    }

    [Fact]
    public void At_SlowCamera_IsForetoldFromOneFrameToTheNext()
    {
        // Two frames a second: what lies between them is no absence, and a walk goes on straight over it.
        for (var i = 0; i < 12; i++)
        {
            _sights.Now_s = i * 0.5;
            _sights.Estimator.Update(RootSights.Measured((-3 + (0.6f * i)) / 6, 6, false), _sights.Now);
        }

        var ahead = _sights.Estimator.At(MediaTime.FromSeconds(_sights.Now_s + 0.5))!.Value;
        Assert.Equal(-3 + (0.6f * 12), ahead.Position_m.X, 0.1f);
    }
}
