using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraMonitorTests
{
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
    public void FrameDecoded_ManyFrames_ChangesOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            _monitor.FrameDecoded(new StreamEpoch(1), new FrameGeometry(8, 6));
        }

        Assert.Equal([CameraState.Streaming], _changes);
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
