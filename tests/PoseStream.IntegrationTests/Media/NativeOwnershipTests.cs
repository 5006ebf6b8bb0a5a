using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.Media.Interop;
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

        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName == file.Path);
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
    public async Task RunAsync_CancelledWithFaultsUntold_TellsThem()
    {
        using var whole = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=25:duration=4 -pix_fmt yuv420p -c:v mjpeg", ".avi");
        var bytes = await File.ReadAllBytesAsync(whole.Path);
        BreakPictures(bytes);
        await File.WriteAllBytesAsync(whole.Path, bytes);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = whole.Path, HardwareDecoder = "none", Pacing = Pacing.RealTime });
        await run.Sink.Until(s => s.Count >= 25);

        await run.CancelAsync();
        await run.Ended;

        var told = run.Log.Lines.Where(line => line.Id.Id == 2006).Sum(line => int.Parse(line.Text.Split(": ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(12, told);
    }

    /// <summary>Of the first 24 pictures every second loses its beginning.</summary>
    private static void BreakPictures(byte[] bytes)
    {
        var seen = 0;
        for (var at = 0; at < bytes.Length - 12 && seen < 24; at++)
        {
            if (bytes.AsSpan(at, 4).SequenceEqual("00dc"u8) && bytes[at + 8] == 0xff && bytes[at + 9] == 0xd8 && seen++ % 2 == 1)
            {
                bytes.AsSpan(at + 8, 200).Clear();
            }
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
