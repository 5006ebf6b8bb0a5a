using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootGateTests
{
    private const double Frame_s = 1.0 / 30;

    private readonly RootGate _gate = new();
    private double _now_s;

    [Fact]
    public void Accepts_WholePerson_IsBelievedAtOnce() => Assert.True(Next(3, isCut: false));

    [Fact]
    public void Accepts_WholePersonWalking_IsBelievedAllTheWay()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Next(3 + (1.5f * i * (float)Frame_s), isCut: false));
        }
    }

    [Fact]
    public void Accepts_PersonLeavingThePicture_IsNotBelievedWhenTheDistanceRunsAway()
    {
        Assert.True(Next(6.3f, isCut: false));
        bool[] believed = [.. new[] { 6.4f, 7.5f, 8.0f, 10.8f, 12.5f, 14.6f, 15.4f }.Select(z => Next(z, isCut: true))];
        Assert.Equal([true, false, false, false, false, false, false], believed);
    }

    [Fact]
    public void Accepts_CutFromTheStart_IsBelievedOnceItStaysPut()
    {
        bool[] believed = [.. Enumerable.Range(0, 20).Select(i => Next(2 + (0.01f * (i % 2)), isCut: true))];
        Assert.False(believed[0]);
        Assert.False(believed[13]);
        Assert.True(believed[16]);
        Assert.True(believed[19]);
    }

    [Fact]
    public void Accepts_CutFromTheStartAndJumping_IsNeverBelieved()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.False(Next(i % 2 == 0 ? 3 : 6, isCut: true));
        }
    }

    [Fact]
    public void Accepts_OneWildFrame_IsLeftOut()
    {
        Assert.True(Next(3, isCut: false));
        Assert.False(Next(9, isCut: false));
        Assert.True(Next(3.02f, isCut: false));
    }

    [Fact]
    public void Accepts_FirstPlaceWasWrong_ComesRoundToTheSteadyOne()
    {
        Assert.True(Next(6.8f, isCut: false));
        bool[] believed = [.. Enumerable.Range(0, 20).Select(_ => Next(3.1f, isCut: false))];
        Assert.False(believed[0]);
        Assert.True(believed[19]);
    }

    private bool Next(float z_m, bool isCut)
    {
        _now_s += Frame_s;
        return _gate.Accepts(new Vector3(0, 0, z_m), MediaTime.FromSeconds(_now_s), isCut);
    }
}
