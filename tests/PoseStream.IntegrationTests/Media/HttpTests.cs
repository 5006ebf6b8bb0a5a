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

        await run.Sink.Until(s => s.Count >= 10);

        Assert.Equal(("mjpeg", "http"), (run.Sink.Reports[0].Codec, run.Sink.Reports[0].Transport));
        Assert.All(run.Sink.Timings, t => Assert.Equal(ClockSource.Arrival, t.ClockSource));
        Assert.All(run.Sink.Geometries, g => Assert.Equal((320, 240), (g.Width, g.Height)));
        Assert.All(run.Sink.Timings.Zip(run.Sink.Timings.Skip(1)), pair => Assert.True(pair.Second.MediaTime > pair.First.MediaTime));
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
}
