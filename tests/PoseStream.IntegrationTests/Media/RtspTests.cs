using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.TestKit;
using PoseStream.TestKit.Rtsp;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class RtspTests
{
    private const int SenderReportsDeadline_frames = 250;

    [Theory]
    [InlineData("h264", RtspTransport.Tcp, "h264", "tcp")]
    [InlineData("h264", RtspTransport.Udp, "h264", "udp")]
    [InlineData("h264", RtspTransport.Auto, "h264", "tcp")]
    [InlineData("h265", RtspTransport.Tcp, "hevc", "tcp")]
    [InlineData("h265", RtspTransport.Udp, "hevc", "udp")]
    [InlineData("mjpeg", RtspTransport.Tcp, "mjpeg", "tcp")]
    public async Task RunAsync_LivePattern_DeliversIncreasingFrames(string codec, RtspTransport transport, string reportedCodec, string reportedTransport)
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { Codec = codec });
        var means = new List<double>();
        using var sink = new RecordingSink((frame, _) => means.Add(Mean(frame.Luma)));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, Transport = transport, HardwareDecoder = "none" }, sink);

        await run.Until(s => s.Count >= 30);
        await run.CancelAsync();
        var end = await run.Ended;

        Assert.Equal(EndReason.Stopped, end.Reason);
        Assert.Equal(new SourceReport(reportedCodec, reportedTransport, "none", null), Assert.Single(sink.Reports));
        Assert.All(sink.Geometries, g => Assert.Equal((320, 240), (g.Width, g.Height)));
        AssertIncreasing(sink.Timings);
        var duration_s = sink.Timings[29].MediaTime - sink.Timings[0].MediaTime;
        Assert.InRange(duration_s, 29 / 15.0 * 0.8, 29 / 15.0 * 3);
        // A bright ball on black: some light, mostly dark, in every picture.
        Assert.All(means, mean => Assert.InRange(mean, codec == "mjpeg" ? 0.5 : 16.2, 60));
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("mjpeg")]
    public async Task RunAsync_SenderReports_TellTheCaptureTimeOfTheVeryPicture(string codec)
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { Codec = codec, Uneven = true });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        await run.Until(s => s.Timings.Count(t => t.ClockSource == ClockSource.RtcpSenderReport) >= 60 || s.Count > SenderReportsDeadline_frames);

        var timings = run.Sink.Timings;
        Assert.Equal(ClockSource.Arrival, timings[0].ClockSource);
        var reported = timings.Where(t => t.ClockSource == ClockSource.RtcpSenderReport).ToArray();
        Assert.True(reported.Length >= 60, "no sender report came");
        // How old each was when it came; a busy machine takes some late.
        var now = (Utc: DateTimeOffset.UtcNow, At: TimeProvider.System.GetTimestamp());
        var ages_s = reported[^20..].Select(t => (now.Utc - TimeProvider.System.GetElapsedTime(t.ArrivalTimestamp, now.At) - t.CaptureTime).TotalSeconds);
        Assert.InRange(ages_s.Min(), -1, 1);
        AssertIncreasing(timings);
        // Intervals alternate between one and two; the wall clock of a neighbour would turn them round. The first still creep up from arrival.
        foreach (var (earlier, later) in reported[^20..].Zip(reported[^19..]))
        {
            Assert.Equal(later.MediaTime - earlier.MediaTime, (later.CaptureTime - earlier.CaptureTime).TotalSeconds, 0.002);
            Assert.True(later.Uncertainty < TimeSpan.FromMilliseconds(300), $"{later.Uncertainty}");
        }

        Assert.Equal(2, run.Log.Lines.Count(line => line.Id.Id == 2007));
    }

    [SharedFact("video/room-one-by-one.mp4")]
    public async Task RunAsync_FileOverRtsp_KeepsTheOrderOfReorderedPictures()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { File = SharedMaterial.PathOf("video/room-one-by-one.mp4") });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        await run.Until(s => s.Count >= 40);

        var timings = run.Sink.Timings;
        AssertIncreasing(timings);
        // The first picture comes without a time stamp, so the second is as far from it as it arrived later.
        Assert.All(timings.Skip(1).Zip(timings.Skip(2)), pair => Assert.Equal(0.1, pair.Second.MediaTime - pair.First.MediaTime, 0.002));
    }

    [SharedFact("video/two-people-sports2d.mp4")]
    public async Task RunAsync_RepeatedFileOverRtsp_GoesOnBeyondTheFile()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { File = SharedMaterial.PathOf("video/two-people-sports2d.mp4"), Repetitions = 3 });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        var end = await run.Ended;

        Assert.Equal(EndReason.EndOfStream, end.Reason);
        Assert.InRange(run.Sink.Count, 2 * 54, 3 * 54);
        AssertIncreasing(run.Sink.Timings);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("digest")]
    public async Task RunAsync_RightPassword_Streams(string method)
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { User = "viewer", Password = "p@ss w%rd", Authentication = method });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        await run.Until(s => s.Count >= 5);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("vaapi")]
    [InlineData("cuda")]
    [InlineData("qsv")]
    [InlineData("warp-drive")]
    public async Task RunAsync_HardwareWanted_UsesItOrSaysWhyNot(string wanted)
    {
        var present = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).ProbeHardwareDecoders().Where(d => d.Opens).Select(d => d.Name).ToArray();
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, HardwareDecoder = wanted });

        await run.Until(s => s.Count >= 5);

        var report = run.Sink.Reports[^1];
        if (report.HardwareDecoder != "none")
        {
            Assert.Contains(report.HardwareDecoder, present);
            Assert.Null(report.FallbackReason);
            return;
        }

        Assert.NotNull(report.FallbackReason);
        Assert.Contains(wanted == "auto" ? "cuda" : wanted, report.FallbackReason, StringComparison.Ordinal);
        Assert.DoesNotContain("0x", report.FallbackReason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', report.FallbackReason);
        Assert.Single(run.Log.Lines, line => line.Id.Id == 2003);
    }

    [Fact]
    public async Task RunAsync_SinkWithoutBuffers_CountsEveryFrameAndGoesOn()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        using var sink = new RecordingSink { HasNoBuffers = true };
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url }, sink);

        await run.Until(s => s.Count >= 20);
    }

    private static double Mean(ReadOnlySpan<byte> samples)
    {
        long sum = 0;
        foreach (var sample in samples)
        {
            sum += sample;
        }

        return (double)sum / samples.Length;
    }

    private static void AssertIncreasing(IReadOnlyList<FrameTiming> timings)
    {
        foreach (var (earlier, later) in timings.Zip(timings.Skip(1)))
        {
            Assert.False(later.StartsEpoch);
            Assert.True(later.MediaTime > earlier.MediaTime);
            Assert.True(later.CaptureTime > earlier.CaptureTime);
            Assert.True(later.ArrivalTimestamp >= earlier.ArrivalTimestamp);
        }
    }
}
