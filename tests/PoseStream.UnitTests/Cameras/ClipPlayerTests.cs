using System.Collections.Concurrent;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class ClipPlayerTests : IAsyncDisposable
{
    private const uint RtpStep = 90 * DummyClip.Interval_ms;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(DummyClip.Interval_ms);
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CameraMischief _mischief = new();
    private readonly ConcurrentQueue<TimedUnit> _sent = new();
    private readonly ClipPlayer _player;
    private readonly Task _run;

    public ClipPlayerTests()
    {
        _player = new ClipPlayer(DummyClip.Of(6, 3), _mischief, _time, _sent.Enqueue);
        _run = _player.RunAsync(_stop.Token);
    }

    [Fact]
    public async Task RunAsync_Rounds_HaveContinuousTimes()
    {
        var start = _time.GetUtcNow();
        await StepAsync(13);

        Assert.Equal([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1], Marks());
        var sent = _sent.ToArray();
        Assert.Equal(Enumerable.Range(0, 14).Select(i => start + (i * Interval)), sent.Select(u => u.WallTime));
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.Equal(RtpStep, unchecked(pair.Second.RtpTime - pair.First.RtpTime)));
    }

    [Fact]
    public async Task RunAsync_LateTimer_KeepsTheTimeOfCapture()
    {
        var start = _time.GetUtcNow();
        _time.Advance(3.5 * Interval);
        await Eventually.ThatAsync(() => _sent.Count == 4);

        Assert.Equal([start, start + Interval, start + (2 * Interval), start + (3 * Interval)], _sent.Select(u => u.WallTime));
    }

    [Fact]
    public async Task Freeze_Running_RepeatsTheKeyFrameUntilTheNextOne()
    {
        await StepAsync(4);
        _mischief.Freeze();
        await StepAsync(3);
        _mischief.Unfreeze();
        await StepAsync(4);

        // Unfrozen at picture 2 of the second round: the key frame is its picture 3.
        Assert.Equal([0, 1, 2, 3, 4, /* frozen */ 3, 3, 3, /* up to a key frame */ 3, 3 - 0, 4, 5], Marks());
        var sent = _sent.ToArray();
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.Equal(RtpStep, unchecked(pair.Second.RtpTime - pair.First.RtpTime)));
        var frozen = _player.Nearest(sent[6].WallTime, Interval / 2);
        Assert.Equal((3, sent[6].WallTime), (frozen!.Index, frozen.CaptureTime));
    }

    [Fact]
    public async Task Stall_Running_SendsNothingUntilAKeyFrameAfterIt()
    {
        await StepAsync(1);
        _mischief.Stall();
        await StepAsync(3, expectSent: false);
        _mischief.Resume();
        await StepAsync(1, expectSent: false);
        await StepAsync(2);

        Assert.Equal([0, 1, /* 2 3 4 stalled, 5 needs 4 */ 0, 1], Marks());
        Assert.Equal(5 * RtpStep, unchecked(_sent.ElementAt(2).RtpTime - _sent.ElementAt(1).RtpTime));
    }

    [Fact]
    public async Task JumpInTime_BothClocks_AreOffFromTheNextPictureOn()
    {
        await StepAsync(1);
        _mischief.JumpInTime(rtp: TimeSpan.FromSeconds(-2), clock: TimeSpan.FromHours(1));
        await StepAsync(1);

        var sent = _sent.ToArray();
        Assert.Equal(sent[1].WallTime + Interval + TimeSpan.FromHours(1), sent[2].WallTime);
        Assert.Equal(unchecked(sent[1].RtpTime + RtpStep - 180_000), sent[2].RtpTime);
        Assert.NotEqual(sent[1].ClockGeneration, sent[2].ClockGeneration);
        // What was really shown keeps its true time.
        Assert.Equal(2, _player.Nearest(sent[1].WallTime + Interval, TimeSpan.Zero)!.Index);
    }

    [Fact]
    public async Task SwitchTo_AnotherClip_BeginsAtItsBeginningInContinuousTime()
    {
        await StepAsync(1);
        var other = DummyClip.Of(2, 2, mark: 100);
        _player.SwitchTo(other);
        await StepAsync(3);

        Assert.Equal([0, 1, 100, 101, 100], Marks());
        var sent = _sent.ToArray();
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.Equal(RtpStep, unchecked(pair.Second.RtpTime - pair.First.RtpTime)));
        var last = _player.Nearest(sent[^1].WallTime, TimeSpan.Zero)!;
        Assert.Equal((other, 0, 1), (last.Clip, last.Index, last.Round));
    }

    [Fact]
    public async Task Nearest_NothingNear_IsNone()
    {
        await StepAsync(2);
        var start = _sent.First().WallTime;

        Assert.Equal(1, _player.Nearest(start + (1.4 * Interval), Interval / 2)!.Index);
        Assert.Null(_player.Nearest(start + (4 * Interval), Interval));
        Assert.Null(_player.Nearest(start - (2 * Interval), Interval));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run.WaitAsync(TimeSpan.FromSeconds(20)));
        _stop.Dispose();
    }

    private int[] Marks() => [.. _sent.Select(u => (int)DummyClip.MarkOf(u.Unit))];

    private async Task StepAsync(int pictures, bool expectSent = true)
    {
        for (var i = 0; i < pictures; i++)
        {
            // Each picture is done when the player waits for the next.
            await Eventually.ThatAsync(() => _time.ArmedTimers == 1);
            var before = _sent.Count;
            _time.Advance(Interval);
            await Eventually.ThatAsync(() => _time.ArmedTimers == 1);
            Assert.Equal(expectSent ? before + 1 : before, _sent.Count);
        }
    }
}
