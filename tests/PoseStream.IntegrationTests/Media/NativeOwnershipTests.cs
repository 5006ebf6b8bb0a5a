using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.Media.Interop;
using PoseStream.TestKit.Fakes;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class NativeOwnershipTests
{
    [Fact]
    public async Task RunAsync_SinkThrowsAtTheReport_FaultsTheRunAndClosesTheFile()
    {
        using var file = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -pix_fmt yuv420p -c:v mpeg2video", ".ts");
        var library = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System);
        var source = new FFmpegFrameSource(new FFmpegSourceOptions { Url = file.Path }, library, TimeProvider.System, NullLogger.Instance);

        await Assert.ThrowsAsync<InvalidOperationException>(() => source.RunAsync(new ThrowingSink(), CancellationToken.None));

        Assert.DoesNotContain(file.Path, OpenFiles());
    }

    [Fact]
    public void NativeOptions_AfterDispose_Throw()
    {
        var options = new NativeOptions(FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Api).Set("threads", "1");
        Assert.Equal(["threads"], options.Remaining());
        options.Dispose();

        Assert.Throws<ObjectDisposedException>(options.Remaining);
    }

    [Fact]
    public async Task RunAsync_EndsWithFaultsUntold_TellsThem()
    {
        await using var server = await MjpegHttpServer.StartAsync([0xff, 0xd8, 0xff, .. new byte[2000]]);
        var clock = new StandingClock();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, DecodeTimeout = TimeSpan.FromSeconds(0.5), HardwareDecoder = "none" }, time: clock);
        await Eventually.ThatAsync(() => Told() == 1);
        // It goes on with the next packets: the run does not end in the very one that was told.
        var asked = clock.Asked;
        await Eventually.ThatAsync(() => clock.Asked > asked + 10);

        // Less than the second after which it would be told again, and enough for the run to end.
        clock.Set(TimeSpan.FromSeconds(0.6));
        await run.Ended;

        // The first fault is told at once; those after it only because the run ends.
        Assert.Equal(2, Told());

        int Told() => run.Log.Lines.Count(line => line.Id.Id == 2006);
    }

    private static List<string> OpenFiles()
    {
        var open = new List<string>();
        foreach (string descriptor in Directory.GetFiles("/proc/self/fd"))
        {
            try
            {
                if (File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } target)
                {
                    open.Add(target.FullName);
                }
            }
            catch (FileNotFoundException)
            {
                // The tests beside this one, in the same process, close theirs between the listing and the look.
            }
        }

        return open;
    }

    /// <summary>Stands still but for a test, and counts how often it was looked at.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private long _now;
        private long _asked;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public long Asked => Interlocked.Read(ref _asked);

        public void Set(TimeSpan now) => Interlocked.Exchange(ref _now, now.Ticks);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _asked);
            return Interlocked.Read(ref _now);
        }
    }

    private sealed class ThrowingSink : IFrameSink
    {
        public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken) => null;

        public void Deliver(FrameLease lease) => lease.Dispose();

        public void Abandon(FrameLease lease) => lease.Dispose();

        public void Report(in SourceReport report) => throw new InvalidOperationException("the sink is broken");
    }
}
