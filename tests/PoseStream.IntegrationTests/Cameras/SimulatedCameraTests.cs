using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.IntegrationTests.Media;
using PoseStream.Media;
using PoseStream.Media.Clock;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.IntegrationTests.Cameras;

/// <summary>Our own source before a simulated camera, which behaves or does not.</summary>
public sealed class SimulatedCameraTests
{
    private static readonly TimeSpan Truth = TimeSpan.FromMilliseconds(50);

    // Where the source is to end as stalled; its first pictures must come in that time.
    private static readonly TimeSpan ShortStall = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public async Task Play_TwoRounds_GivesEveryPictureWithItsTrueTime(RtspTransport transport)
    {
        await using var run = new CameraRun(transport: transport);
        int[] Settled(IReadOnlyList<FrameTiming> timings) => [.. Judged(timings).SkipWhile(i => !IsSettled(timings[i]))];
        await run.UntilShown(shown => Settled([.. shown.Select(f => f.Timing)]).Length >= 2 * PatternClip.Pictures);

        var frames = run.Frames;
        var timings = frames.Select(f => f.Timing).ToArray();
        // Each picture follows the one before, over the seams of the loop too.
        Assert.All(Judged(timings), i => Assert.Equal((frames[i - 1].Number + 1) % PatternClip.Pictures, frames[i].Number));
        Assert.DoesNotContain(frames, f => f.Timing.StartsEpoch);
        // The reports come with the first picture; capture time may creep up to them for some pictures.
        var settled = Settled(timings);
        Assert.All(settled, i => Assert.Equal(ClockSource.RtcpSenderReport, timings[i].ClockSource));
        Assert.All(settled, i => Assert.Equal(frames[i].Number, run.Camera.ShownAt(timings[i].CaptureTime, Truth)?.Index));
        var errors_ms = settled.Select(i => (timings[i].CaptureTime - run.Camera.ShownAt(timings[i].CaptureTime, Truth)!.CaptureTime).Duration().TotalMilliseconds);
        Assert.InRange(errors_ms.Max(), 0, 2);
        Assert.All(settled.Skip(1), i => Assert.Equal(0.04, timings[i].MediaTime - timings[i - 1].MediaTime, 0.001));

        IEnumerable<int> Judged(IReadOnlyList<FrameTiming> timings) => SteadyFrames.Of(timings, transport);
    }

    [Theory]
    [InlineData(AuthenticationScheme.Basic)]
    [InlineData(AuthenticationScheme.Digest)]
    public async Task Credentials_Right_ThenChanged_PlaysThenRefuses(AuthenticationScheme scheme)
    {
        await using var run = new CameraRun(new SimulatedCameraOptions { Credentials = CameraRun.Viewer, Authentication = scheme });
        await run.Until(3);

        run.Camera.Credentials = new CameraCredentials("viewer", "another");

        await using var second = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.UrlFor(CameraRun.Viewer) });
        Assert.Equal(EndReason.AuthenticationFailed, (await second.Ended).Reason);
        // Who watched before goes on.
        await run.UntilMore(10);
    }

    [Fact]
    public async Task Clients_Several_AllSeeTheSameStream()
    {
        await using var run = new CameraRun();
        await using var udp = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url, Transport = RtspTransport.Udp });
        await using var tcp = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url, Transport = RtspTransport.Tcp });

        await Task.WhenAll(run.Until(30), udp.Until(s => s.Count >= 30), tcp.Until(s => s.Count >= 30));
        Assert.Equal(3, run.Camera.Clients);
        await tcp.CancelAsync();
        await Eventually.ThatAsync(() => run.Camera.Clients == 2);
        await run.UntilMore(5);
        Assert.Equal(0, run.Camera.Dropped);
    }

    [Fact]
    public async Task Freeze_Running_PicturesGoOnAndStandStill()
    {
        await using var run = new CameraRun();
        await run.Until(12);

        run.Camera.Mischief.Freeze();
        await run.UntilShown(shown => shown.TakeLast(20).DistinctBy(f => f.Number).Count() == 1);
        run.Camera.Mischief.Unfreeze();
        await run.UntilShown(shown => shown[^1].Number != shown[^2].Number);

        var frames = run.Frames;
        var longest = frames.GroupBy(f => f.Number).MaxBy(group => group.Count())!;
        Assert.True(longest.Count() >= 20, $"{longest.Count()} equal pictures");
        Assert.DoesNotContain(frames, f => f.Timing.StartsEpoch);
    }

    [Fact]
    public async Task Stall_Running_EndsTheSourceAsStalledAndTheNextOneToo()
    {
        await using var run = new CameraRun(stallTimeout: ShortStall);
        await run.Until(5);

        run.Camera.Mischief.Stall();

        Assert.Equal(EndReason.Stalled, (await run.Run.Ended).Reason);
        run.Camera.Mischief.Resume();
        await using var again = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url });
        await again.Until(s => s.Count >= 5);
    }

    [Fact]
    public async Task Stall_ShorterThanTheDeadline_IsSurvived()
    {
        await using var run = new CameraRun(stallTimeout: ShortStall);
        await run.Until(5);

        run.Camera.Mischief.Stall();
        // The length of the stall is what is tested.
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        run.Camera.Mischief.Resume();
        await run.UntilMore(20);

        Assert.DoesNotContain(run.Frames, f => f.Timing.StartsEpoch);
    }

    [Fact]
    public async Task Cut_Running_EndsTheStreamAndServesTheNext()
    {
        await using var run = new CameraRun();
        await run.Until(5);

        run.Camera.Cut();

        Assert.Equal(EndReason.EndOfStream, (await run.Run.Ended).Reason);
        await using var again = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url });
        await again.Until(s => s.Count >= 5);
    }

    [Fact]
    public async Task Refuse_ThenAdmit_IsUnreachableThenServes()
    {
        await using var run = new CameraRun();
        await run.Until(5);
        run.Camera.Refuse();

        await using (var refused = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url }))
        {
            Assert.Equal(EndReason.Unreachable, (await refused.Ended).Reason);
        }

        await run.UntilMore(5);
        run.Camera.Admit();
        await using var again = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url });
        await again.Until(s => s.Count >= 5);
    }

    [Fact]
    public async Task SwitchTo_OtherSize_GoesOnInTheSameConnection()
    {
        await using var run = new CameraRun();
        await run.Until(10);

        run.Camera.SwitchTo(PatternClip.Wide);
        await run.Run.Until(s => s.Geometries[^1].Width == 640);
        await run.UntilMore(20);

        var frames = run.Frames;
        var first = frames.TakeWhile(f => f.Geometry.Width == 320).Count();
        Assert.All(frames.Skip(first), f => Assert.Equal(new FrameGeometry(640, 360), f.Geometry));
        Assert.Equal(0, frames[first].Number);
        Assert.DoesNotContain(frames, f => f.Timing.StartsEpoch);
        await using var another = new SourceRun(new FFmpegSourceOptions { Url = run.Camera.Url });
        await another.Until(s => s.Count >= 5);
        Assert.Equal(640, another.Sink.Geometries[0].Width);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(60)]
    public async Task JumpInTime_StreamClock_BeginsOneEpochAndKeepsTheTruth(double seconds)
    {
        await using var run = new CameraRun();
        await run.Until(30);

        run.Camera.Mischief.JumpInTime(rtp: TimeSpan.FromSeconds(seconds));
        await run.Run.Until(s => s.Timings.Any(t => t.StartsEpoch));
        await run.UntilMore(40);
        // By arrival until the next report, up to which capture time then creeps.
        await run.UntilShown(shown => shown.TakeLast(20).All(f => IsSettled(f.Timing)));

        var frames = run.Frames;
        Assert.Single(frames, f => f.Timing.StartsEpoch);
        Assert.All(frames.TakeLast(20), f => Assert.Equal(f.Number, run.Camera.ShownAt(f.Timing.CaptureTime, Truth)?.Index));
    }

    [Fact]
    public async Task JumpInTime_WallClock_BeginsAnEpochWithTheCamerasNewTime()
    {
        await using var run = new CameraRun();
        await run.Until(30);

        run.Camera.Mischief.JumpInTime(rtp: default, clock: TimeSpan.FromSeconds(-10));
        await run.Run.Until(s => s.Timings.Any(t => t.StartsEpoch));
        await run.UntilMore(10);

        var last = run.Frames[^1];
        Assert.Equal(ClockSource.RtcpSenderReport, last.Timing.ClockSource);
        Assert.Equal(last.Number, run.Camera.ShownAt(last.Timing.CaptureTime + TimeSpan.FromSeconds(10), Truth)?.Index);
    }

    [Fact]
    public async Task Shift_OurOwnClockIsSetBack_BeginsOneEpochThatGoesOnFromThere()
    {
        var clock = new ShiftedTimeProvider();
        await using var run = new CameraRun(time: clock);
        await run.Until(30);

        clock.Shift(TimeSpan.FromHours(-1));
        await run.Run.Until(s => s.Timings.Any(t => t.StartsEpoch));
        await run.UntilMore(20);

        var frames = run.Frames;
        var begun = Assert.Single(frames, f => f.Timing.StartsEpoch).Timing;
        Assert.Equal(0, begun.MediaTime.Nanoseconds);
        Assert.Single(run.Run.Log.Lines, line => line.Id.Id == 2014);
        Assert.InRange(clock.GetUtcNow() - frames[^1].Timing.CaptureTime, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task JumpInTime_CameraAnHourAhead_IsNotBelieved()
    {
        await using var run = new CameraRun(prepare: camera => camera.Mischief.JumpInTime(rtp: default, clock: TimeSpan.FromHours(1)));
        await run.Until(40);

        Assert.All(run.Frames, f => Assert.Equal(ClockSource.Arrival, f.Timing.ClockSource));
        // A wrap of the RTP time stamp looks the same for a moment: that is no warning.
        Assert.DoesNotContain(run.Run.Log.Lines, line => line.Id.Id == 2008);
    }

    [Fact]
    public async Task LosePackets_Some_PicturesGoOn()
    {
        await using var run = new CameraRun(transport: RtspTransport.Udp);
        await run.Until(5);

        run.Camera.Mischief.LosePackets(0.1, seed: 4);
        await run.UntilMore(60);
        await run.UntilShown(shown => !Follow(shown));
        run.Camera.Mischief.LosePackets(0, seed: 0);

        // After the next key frame all is well again.
        await run.UntilMore(30);
        await run.UntilShown(shown => Follow(shown.TakeLast(10)));

        static bool Follow(IEnumerable<(int Number, FrameTiming, FrameGeometry)> shown) =>
            shown.Zip(shown.Skip(1)).All(pair => (pair.First.Number + 1) % PatternClip.Pictures == pair.Second.Number);
    }

    [Fact]
    public async Task LosePackets_AllOverUdp_EndsAsStalled()
    {
        await using var run = new CameraRun(transport: RtspTransport.Udp, stallTimeout: ShortStall);
        await run.Until(5);

        run.Camera.Mischief.LosePackets(1, seed: 1);

        Assert.Equal(EndReason.Stalled, (await run.Run.Ended).Reason);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(30, EndReason.Stalled)]
    public async Task DelayStart_WithinTheDeadlineOrBeyond_PlaysOrEndsStalled(double seconds, EndReason? expected)
    {
        await using var run = new CameraRun(prepare: camera => camera.Mischief.DelayStart(TimeSpan.FromSeconds(seconds)));

        if (expected is { } reason)
        {
            Assert.Equal(reason, (await run.Run.Ended).Reason);
            return;
        }

        await run.Until(5);
    }

    [Fact]
    public async Task Path_Another_IsNotFound()
    {
        await using var run = new CameraRun();
        await using var other = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{run.Camera.Port}/other" });

        Assert.Equal(EndReason.NotFound, (await other.Ended).Reason);
    }

    /// <summary>By a report, and not still on its way there from a time of arrival.</summary>
    private static bool IsSettled(FrameTiming timing) =>
        timing.ClockSource == ClockSource.RtcpSenderReport && timing.Uncertainty <= LiveClock.ReportUncertainty + TimeSpan.FromMilliseconds(1);
}
