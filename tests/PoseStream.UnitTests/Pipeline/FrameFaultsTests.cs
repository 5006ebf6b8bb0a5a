using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class FrameFaultsTests
{
    private static readonly TimeSpan Interval = FrameFaults.Length / FrameFaults.Frames;

    private readonly ManualTimeProvider _time = new();
    private readonly CameraMonitor _monitor;
    private readonly FrameFaults _faults;

    public FrameFaultsTests()
    {
        _monitor = new CameraMonitor(new CameraId("c"), "fake://", new FlowLedger(), _time);
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        _faults = new FrameFaults(_monitor, _time);
    }

    [Fact]
    public void Lost_EveryFrameForAWhile_IsSaidAndForgottenOnce()
    {
        Lose(FrameFaults.Frames, Interval);
        Assert.False(_faults.TakeForgetting());
        Lose(1, Interval);
        Assert.Equal((CameraState.Failed, "every frame for 5 s was lost: not a number"), (_monitor.Snapshot().State, _monitor.Snapshot().Message));
        Assert.True(_faults.TakeForgetting());
        Assert.False(_faults.TakeForgetting());
        _faults.CameThrough();
        Assert.Equal(CameraState.Streaming, _monitor.Snapshot().State);
    }

    [Fact]
    public void Lost_ForgettingDidNotHelp_IsTriedAgainLater()
    {
        Lose(FrameFaults.Frames + 1, Interval);
        Assert.True(_faults.TakeForgetting());
        Lose(FrameFaults.Frames, Interval);
        Assert.False(_faults.TakeForgetting());
        Lose(1, Interval);
        Assert.True(_faults.TakeForgetting());
    }

    [Fact]
    public void Lost_BurstOfAFastCamera_IsNothing() => AssertNothing(() => Lose(1000, Interval / 1000));

    [Fact]
    public void Lost_FewOfASlowCamera_IsNothing() => AssertNothing(() => Lose(FrameFaults.Frames - 1, FrameFaults.Length));

    [Fact]
    public void Lost_OneOfThemCameThrough_IsNothing() => AssertNothing(() =>
    {
        Lose(FrameFaults.Frames, Interval);
        _faults.CameThrough();
        Lose(FrameFaults.Frames, Interval);
    });

    [Fact]
    public void Lost_CameraWasAwayInBetween_IsNothing() => AssertNothing(() =>
    {
        Lose(FrameFaults.Frames - 1, Interval);
        _time.Advance(TimeSpan.FromHours(1));
        Lose(FrameFaults.Frames, Interval, epoch: 2);
    });

    [Fact]
    public void Lost_EveryFrameOfShortConnections_IsSaid()
    {
        for (var epoch = 1ul; epoch <= FrameFaults.Frames + 1; epoch++)
        {
            Lose(1, Interval, epoch);
        }

        Assert.True(_faults.TakeForgetting());
    }

    [Fact]
    public void Lost_EveryFrameOfACameraWithOneAMinute_IsSaid()
    {
        Lose(FrameFaults.Frames, TimeSpan.FromMinutes(1));
        Assert.True(_faults.TakeForgetting());
    }

    [Fact]
    public void Length_NetworkFailsEachFrame_IsOverBeforeTheServiceEnds() => Assert.True(1.5 * FrameFaults.Length < FailureStreak.Length);

    private void AssertNothing(Action losses)
    {
        losses();
        Assert.False(_faults.TakeForgetting());
        Assert.Equal(CameraState.Streaming, _monitor.Snapshot().State);
    }

    private void Lose(int frames, TimeSpan interval, ulong epoch = 1)
    {
        for (var i = 0; i < frames; i++)
        {
            _faults.Lost(new StreamEpoch(epoch), new InferenceException("not a number"));
            _time.Advance(interval);
        }
    }
}
