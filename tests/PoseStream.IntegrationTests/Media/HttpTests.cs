using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class HttpTests
{
    [Fact]
    public async Task RunAsync_MjpegCamera_IsLive()
    {
        using var picture = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=1:duration=1 -pix_fmt yuvj422p -frames:v 1", ".jpg");
        await using var server = await MjpegHttpServer.StartAsync(await File.ReadAllBytesAsync(picture.Path));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        await run.Until(s => s.Count >= 10);

        Assert.Equal(("mjpeg", "http"), (run.Sink.Reports[0].Codec, run.Sink.Reports[0].Transport));
        Assert.All(run.Sink.Timings, t => Assert.Equal(ClockSource.Arrival, t.ClockSource));
        Assert.All(run.Sink.Geometries, g => Assert.Equal((320, 240), (g.Width, g.Height)));
        Assert.All(run.Sink.Timings.Zip(run.Sink.Timings.Skip(1)), pair => Assert.True(pair.Second.MediaTime > pair.First.MediaTime));
    }

    [Fact]
    public async Task RunAsync_MjpegCamera_MediaTimeGoesAsFastAsTheCamera()
    {
        // About 45 pictures a second; FFmpeg would count them as 25.
        using var picture = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=1:duration=1 -pix_fmt yuvj422p -frames:v 1", ".jpg");
        await using var server = await MjpegHttpServer.StartAsync(await File.ReadAllBytesAsync(picture.Path));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        await run.Until(s => s.Count >= 100 && Arrival_s(s.Timings) >= 2);

        AssertMediaTimeIsArrival(run.Sink.Timings);
    }

    [Fact]
    public async Task RunAsync_BareH264_MediaTimeGoesAsFastAsTheCamera()
    {
        using var video = await MadeVideo.CreateAsync("-f lavfi -i testsrc2=size=320x240:rate=25:duration=8 -pix_fmt yuv420p -c:v libx264 -tune zerolatency -b:v 400k -maxrate 400k -bufsize 40k", ".h264");
        await using var server = new DripServer(await File.ReadAllBytesAsync(video.Path));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"tcp://127.0.0.1:{server.Port}" });

        await run.Until(s => s.Count >= 120 && Arrival_s(s.Timings) >= 2);

        AssertMediaTimeIsArrival(run.Sink.Timings);
    }

    [Fact]
    public async Task RunAsync_DataThatCannotBeDecoded_EndsDecodeErrorAndSaysSoOnceASecond()
    {
        await using var server = await MjpegHttpServer.StartAsync([0xff, 0xd8, 0xff, .. new byte[2000]]);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, DecodeTimeout = TimeSpan.FromSeconds(2), HardwareDecoder = "none" });

        var end = await run.Ended;

        Assert.Equal(EndReason.DecodeError, end.Reason);
        Assert.Equal(0, run.Sink.Count);
        Assert.InRange(run.Log.Lines.Count(line => line.Id.Id == 2006), 1, 4);
        Assert.InRange(run.Log.Lines.Count(line => line.Id.Id == 2020), 0, 8);
    }

    [Fact]
    public async Task RunAsync_AbsentPage_EndsNotFound()
    {
        await using var server = await MjpegHttpServer.StartAsync([]);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url + "-other?token=canary-7f3e" });

        Assert.Equal(EndReason.NotFound, (await run.Ended).Reason);
        Assert.DoesNotContain(run.Log.Lines, line => line.Text.Contains("canary", StringComparison.Ordinal));
    }

    /// <summary>From the 40th frame on: the first ones came while FFmpeg looked at the stream, and leave in one go. Of some seconds, so that a late one matters little.</summary>
    private static void AssertMediaTimeIsArrival(IReadOnlyList<FrameTiming> timings)
    {
        var (first, last) = (timings[40], timings[^1]);
        var arrival_s = Arrival_s(timings);

        Assert.Equal(arrival_s, last.MediaTime - first.MediaTime, 0.1 * arrival_s);
    }

    private static double Arrival_s(IReadOnlyList<FrameTiming> timings) =>
        TimeProvider.System.GetElapsedTime(timings[40].ArrivalTimestamp, timings[^1].ArrivalTimestamp).TotalSeconds;
}
