using PoseStream.Core.Ports;
using PoseStream.Media;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class FileFailureTests
{
    [Fact]
    public async Task RunAsync_DamagedFile_CountsAndGoesOn()
    {
        using var whole = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=10:duration=5 -pix_fmt yuv420p -c:v libx264 -g 10", ".ts");
        var bytes = await File.ReadAllBytesAsync(whole.Path);
        for (var i = bytes.Length / 3; i < bytes.Length / 2; i += 7)
        {
            bytes[i] ^= 0x5a;
        }

        await File.WriteAllBytesAsync(whole.Path, bytes);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = whole.Path });

        Assert.Equal(EndReason.EndOfFile, (await run.Ended).Reason);
        Assert.InRange(run.Sink.Count, 20, 50);
    }

    [Fact]
    public async Task RunAsync_PictureBeyondTheLimit_EndsUnsupportedAndSaysWhy()
    {
        using var file = await MadeVideo.CreateAsync("-f lavfi -i color=size=8208x8208:rate=1:duration=1 -pix_fmt yuvj420p -frames:v 1 -c:v mjpeg", ".avi");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path, HardwareDecoder = "none" });

        var end = await run.Ended;

        Assert.Equal(EndReason.Unsupported, end.Reason);
        Assert.Contains("8192x8192", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoPictureCanBeConverted_EndsDecodeError()
    {
        // swscale reads almost every format, but not this one.
        using var file = await MadeVideo.CreateAsync("-f rawvideo -pix_fmt uyyvyy411 -s 320x180 -r 10 -i /dev/zero -frames:v 5 -c copy", ".nut");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path, HardwareDecoder = "none" });

        Assert.Equal(EndReason.DecodeError, (await run.Ended).Reason);
        Assert.Equal((0, 5), (run.Sink.Count, run.Sink.Abandoned));
    }

    [Fact]
    public async Task RunAsync_AbsentFile_EndsNotFound()
    {
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = "/nowhere/at all:here.mp4" });

        Assert.Equal(EndReason.NotFound, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_NoVideoData_EndsUnsupported()
    {
        using var file = MadeVideo.Of("this is no video", ".mp4");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path });

        Assert.Equal(EndReason.Unsupported, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_FFmpegItselfLogsAPassword_ItIsRedacted()
    {
        // A play list whose first part cannot be opened: FFmpeg then names the part's whole address.
        using var list = MadeVideo.Of("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://viewer:canary-7f3e@127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n", ".m3u8");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = list.Path });

        await run.Ended;

        Assert.DoesNotContain(run.Log.Lines, line => line.Text.Contains("canary", StringComparison.Ordinal));
        Assert.Contains(run.Log.Lines, line => line.Text.Contains("http://***@127.0.0.1:1/a.ts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_SoundOnly_EndsUnsupported()
    {
        using var file = await MadeVideo.CreateAsync("-f lavfi -i sine=duration=0.5 -c:a pcm_s16le", ".wav");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path });

        var end = await run.Ended;

        Assert.Equal(EndReason.Unsupported, end.Reason);
        Assert.Equal("there is no video in it", end.Message);
    }

    [Fact]
    public async Task RunAsync_UnknownScheme_EndsUnsupported()
    {
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = "carrier-pigeon://loft/3" });

        Assert.Equal(EndReason.Unsupported, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_AbsentDevice_EndsNotFound()
    {
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = "/dev/video99" });

        Assert.Equal(EndReason.NotFound, (await run.Ended).Reason);
    }
}
