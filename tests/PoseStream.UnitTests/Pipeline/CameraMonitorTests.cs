using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraMonitorTests
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(8, 6), 60);

    private readonly ManualTimeProvider _time = new();
    private readonly CameraMonitor _monitor;
    private readonly List<CameraState> _changes = [];

    public CameraMonitorTests()
    {
        _monitor = new CameraMonitor(new CameraId("c"), "fake://", new FlowLedger(), _time);
        _monitor.Changed += status => _changes.Add(status.State);
    }

    [Fact]
    public void FrameDecoded_AfterFailure_ClearsIt()
    {
        _monitor.Enter(CameraState.Stalled, "silent", _time.GetUtcNow().AddSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(5));
        _monitor.FrameDecoded(new StreamEpoch(2), new FrameGeometry(8, 6));
        var status = _monitor.Snapshot();
        Assert.Equal((CameraState.Streaming, "", null), (status.State, status.Message, status.NextTry));
        Assert.Equal(_time.GetUtcNow(), status.Since);
        Assert.Equal((new StreamEpoch(2), new FrameGeometry(8, 6)), (status.Epoch, status.Geometry!.Value));
    }

    [Fact]
    public void LosesFrames_WhileFramesCome_IsFailedUntilOneIsKept()
    {
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        _monitor.LosesFrames("no memory");
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        Assert.Equal((CameraState.Failed, "no memory"), (_monitor.Snapshot().State, _monitor.Snapshot().Message));
        _monitor.KeepsFrames();
        _monitor.KeepsFrames();
        Assert.Equal((CameraState.Streaming, ""), (_monitor.Snapshot().State, _monitor.Snapshot().Message));
        Assert.Equal([CameraState.Streaming, CameraState.Failed, CameraState.Streaming], _changes);
    }

    [Fact]
    public void LosesFrames_ThenTheConnectionEnds_TellsOfTheConnectionUntilFramesCome()
    {
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        _monitor.LosesFrames("no memory");
        _monitor.Enter(CameraState.Stalled, "silent", null);

        // Of a frame that was decoded before.
        _monitor.LosesFrames("no memory at all");
        Assert.Equal("silent", _monitor.Snapshot().Message);
        _monitor.FrameDecoded(new StreamEpoch(2), new FrameGeometry(8, 6));
        Assert.Equal("no memory at all", _monitor.Snapshot().Message);
        _monitor.Enter(CameraState.Unreachable, "refused", null);
        _monitor.KeepsFrames();
        Assert.Equal("refused", _monitor.Snapshot().Message);
        _monitor.FrameDecoded(new StreamEpoch(3), new FrameGeometry(8, 6));
        Assert.Equal(
            [CameraState.Streaming, CameraState.Failed, CameraState.Stalled, CameraState.Failed, CameraState.Unreachable, CameraState.Streaming], _changes);
    }

    [Fact]
    public void FrameDecoded_ManyFrames_ChangesOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        }

        Assert.Equal([CameraState.Streaming], _changes);
    }

    [Fact]
    public void Snapshot_AfterTheStop_PublishesNothingASecond()
    {
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        for (var i = 0; i <= 20; i++)
        {
            _monitor.FramePublished(Camera);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(10, _monitor.Snapshot().PublishedPerSecond, 0.5);
        _monitor.Enter(CameraState.Stopped, "", null);
        Assert.Equal(0, _monitor.Snapshot().PublishedPerSecond);
    }

    [Fact]
    public void FramePublished_OfAnotherCamera_TellsIt()
    {
        _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        List<CameraModel?> told = [];
        _monitor.Changed += status => told.Add(status.Model);
        Assert.Null(_monitor.Snapshot().Model);
        _monitor.FramePublished(Camera);
        _monitor.FramePublished(Camera);
        var other = Camera with { Fx = 9 };
        _monitor.FramePublished(other);
        Assert.Equal([Camera, other], told);
        Assert.Same(other, _monitor.Snapshot().Model);
    }

    [Fact]
    public void Trying_AfterAWait_TellsThatThereIsNoNextTry()
    {
        _monitor.Trying();
        Assert.Empty(_changes);
        DateTimeOffset? told = null;
        _monitor.Enter(CameraState.Stalled, "silent", _time.GetUtcNow().AddSeconds(3));
        _monitor.Changed += status => told = status.NextTry ?? DateTimeOffset.MaxValue;
        _monitor.Trying();
        Assert.Equal(DateTimeOffset.MaxValue, told);
        Assert.Equal([CameraState.Stalled, CameraState.Stalled], _changes);
    }

    [Fact]
    public void Changed_TwoThreadsAtOnce_EndsWithTheLatestStatus()
    {
        CameraState last = default;
        using var inside = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var first = true;
        _monitor.Changed += status =>
        {
            if (first)
            {
                first = false;
                inside.Release();
                Assert.True(go.Wait(TimeSpan.FromSeconds(20)));
            }

            last = status.State;
        };
        var slow = new Thread(() => _monitor.Enter(CameraState.Streaming, "", null));
        slow.Start();
        Assert.True(inside.Wait(TimeSpan.FromSeconds(20)));
        var other = new Thread(() => _monitor.Enter(CameraState.Failed, "broken", null));
        other.Start();
        SpinWait.SpinUntil(() => _monitor.Snapshot().State is CameraState.Failed, TimeSpan.FromSeconds(20));
        other.Join(TimeSpan.FromMilliseconds(50));
        go.Release();
        slow.Join();
        other.Join();
        Assert.Equal(CameraState.Failed, last);
    }

    [Fact]
    public void Enter_SameStateAgain_KeepsSince()
    {
        _monitor.Enter(CameraState.Unreachable, "refused", null);
        var since = _monitor.Snapshot().Since;
        _time.Advance(TimeSpan.FromSeconds(9));
        _monitor.Enter(CameraState.Unreachable, "no route", null);
        Assert.Equal((since, "no route"), (_monitor.Snapshot().Since, _monitor.Snapshot().Message));
    }
}
