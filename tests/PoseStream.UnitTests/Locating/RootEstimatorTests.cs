using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootEstimatorTests
{
    private readonly RootSights _sights = new();

    [Fact]
    public void Update_WholePerson_IsBelievedAtOnce() => Assert.True(_sights.Next(3, isPartial: false));

    [Fact]
    public void Update_WholePersonWalking_IsBelievedAllTheWay()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.True(_sights.Next(3 + (1.5f * i * (float)RootSights.Frame_s), isPartial: false));
        }
    }

    [Fact]
    public void Update_PersonLeavingThePicture_IsNotBelievedWhenTheDistanceRunsAway()
    {
        Assert.True(_sights.Next(6.3f, isPartial: false));
        bool[] believed = [.. new[] { 6.4f, 7.5f, 8.0f, 10.8f, 12.5f, 14.6f, 15.4f }.Select(z => _sights.Next(z, isPartial: true))];
        Assert.Equal([true, false, false, false, false, false, false], believed);
    }

    [Fact]
    public void Update_CutFromTheStart_IsBelievedOnceItStaysPut()
    {
        bool[] believed = [.. Enumerable.Range(0, 20).Select(i => _sights.Next(2 + (0.01f * (i % 2)), isPartial: true))];
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
            Assert.False(_sights.Next(i % 2 == 0 ? 3 : 6, isPartial: true));
        }

        Assert.Null(_sights.Estimator.At(_sights.Now));
    }

    [Fact]
    public void Update_OneWildFrame_IsLeftOutAndPredictedOver()
    {
        _sights.Steady(3);
        Assert.False(_sights.Next(9, isPartial: false));
        var between = _sights.Estimator.At(_sights.Now)!.Value;
        Assert.True(between.IsPredicted);
        Assert.Equal(3, between.Position_m.Z, 0.1f);
        Assert.True(_sights.Next(3.02f, isPartial: false));
        Assert.False(_sights.Estimator.At(_sights.Now)!.Value.IsPredicted);
    }

    [Fact]
    public void Update_RootElsewhereInThePicture_IsLeftOut()
    {
        Assert.True(_sights.Next(3, isPartial: false));
        Assert.True(_sights.Next(3, isPartial: false));
        Assert.False(_sights.Next(3, isPartial: false, x: 0.4f));
    }

    [Fact]
    public void Update_FirstPlaceWasWrong_ComesRoundToTheSteadyOne()
    {
        Assert.True(_sights.Next(6.8f, isPartial: false));
        bool[] believed = [.. Enumerable.Range(0, 20).Select(_ => _sights.Next(3.1f, isPartial: false))];
        Assert.False(believed[0]);
        Assert.True(believed[19]);
        Assert.Equal(3.1f, _sights.Estimator.At(_sights.Now)!.Value.Position_m.Z, 0.05f);
    }

    [Fact]
    public void Update_OtherPlaceForAQuarterOfASecond_IsBelieved()
    {
        _sights.Steady(3);
        bool[] believed = [.. Enumerable.Range(0, 10).Select(_ => _sights.Next(6, isPartial: false))];
        Assert.Equal(8, Array.IndexOf(believed, true));
    }

    [Fact]
    public void Update_OtherPlaceWasPartlyHiddenAtFirst_IsBelievedAfterHalfASecond()
    {
        _sights.Steady(3);
        bool[] believed = [.. Enumerable.Range(0, 20).Select(i => _sights.Next(6, isPartial: i < 2))];
        Assert.InRange(Array.IndexOf(believed, true), 15, 16);
    }

    [Fact]
    public void Update_TwoFarPlacesThatCameSlowly_AreNotEnough()
    {
        _sights.Steady(3);
        _sights.Now_s += 0.3;
        Assert.False(_sights.Next(20, isPartial: false));
        _sights.Now_s += 0.3;
        Assert.False(_sights.Next(20, isPartial: false));
    }

    [Theory]
    [InlineData(float.NaN, 0, 3)]
    [InlineData(0, float.PositiveInfinity, 3)]
    [InlineData(0, 0, float.NaN)]
    [InlineData(0, 0, -3)]
    [InlineData(0, 0, 0)]
    public void Update_NoNumbers_ChangesNothing(float x, float y, float z)
    {
        _sights.Next(3, isPartial: false);
        var before = _sights.Estimator.At(_sights.Now);
        Assert.False(_sights.Estimator.Update(new RootMeasurement(new(x, y), 0.002f, z, 0.04f, RootSource.NetworkDepth, false), _sights.Now));
        Assert.Equal(before, _sights.Estimator.At(_sights.Now));
    }

    [Fact]
    public void Update_TimeRunsBackwards_ChangesNothing()
    {
        _sights.Next(3, isPartial: false);
        _sights.Next(3, isPartial: false);
        Assert.False(_sights.Estimator.Update(RootSights.Measured(0, 3.05f, false), MediaTime.FromSeconds(0)));
        Assert.Null(_sights.Estimator.At(MediaTime.FromSeconds(0)));
        Assert.NotNull(_sights.Estimator.At(_sights.Now));
    }

    [Fact]
    public void Update_AfterALongGap_StartsAnew()
    {
        _sights.Next(3, isPartial: false);
        _sights.Now_s += 5;
        Assert.True(_sights.Next(9, isPartial: false));
        Assert.Equal(9, _sights.Estimator.At(_sights.Now)!.Value.Position_m.Z, 1e-3f);
    }

    [Fact]
    public void Update_Steady_AllocatesNothing()
    {
        _sights.Next(5, isPartial: false);
        var next = 0;
        Assert.Equal(0, Allocation.Of(Run, 100));

        void Run()
        {
            _sights.Next(5, isPartial: next++ % 7 == 0);
            _sights.Estimator.At(_sights.Now);
        }
    }
}
