using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.Media.Clock;
using PoseStream.TestKit;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class HlsTests
{
    [Fact]
    public async Task RunAsync_LiveListOfSegments_ComesAsFastAsItsStamps()
    {
        using var folder = new TemporaryFolder();
        await MadeVideo.RunFFmpegAsync(
            "-f lavfi -i testsrc2=size=320x240:rate=25:duration=6 -pix_fmt yuv420p -c:v libx264 -g 50 -f hls -hls_time 2 -hls_list_size 0 -hls_flags omit_endlist "
            + $"\"{folder.PathOf("live.m3u8")}\"");
        await using var server = await FolderHttpServer.StartAsync(folder.Path);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.UrlOf("live.m3u8"), Pacing = Pacing.RealTime, HardwareDecoder = "none" });

        await run.Until(s => s.Count >= 100);

        // A busy machine lets any picture through late, the first too: it goes by the most punctual of the first ten.
        var begun = run.Sink.Timings[0].ArrivalTimestamp;
        var first = run.Sink.Timings.Take(10).MinBy(t => TimeProvider.System.GetElapsedTime(begun, t.ArrivalTimestamp).TotalSeconds - t.MediaTime.Seconds)!;
        var last = run.Sink.Timings[99];
        var arrival_s = TimeProvider.System.GetElapsedTime(first.ArrivalTimestamp, last.ArrivalTimestamp).TotalSeconds;
        Assert.InRange(arrival_s, 0.95 * (last.MediaTime - first.MediaTime), double.PositiveInfinity);
        Assert.Equal((ClockSource.Arrival, LiveClock.SegmentUncertainty), (last.ClockSource, last.Uncertainty));
    }
}
