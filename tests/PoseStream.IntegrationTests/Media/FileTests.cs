using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class FileTests
{
    [SharedTheory("video/room-one-by-one.mp4", "video/outdoor-sports2d.mp4", "video/two-people-sports2d.mp4")]
    [InlineData("room-one-by-one.mp4", 1394, 768, 432, ColorMatrix.Bt601, false, 0.1)]
    [InlineData("outdoor-sports2d.mp4", 230, 1768, 994, ColorMatrix.Bt709, false, 1 / 30.0)]
    [InlineData("two-people-sports2d.mp4", 54, 1376, 910, ColorMatrix.Bt709, true, 1001 / 30000.0)]
    public async Task RunAsync_SharedVideo_GivesEveryFrameAsFFmpegDoes(string file, int frames, int width, int height, ColorMatrix matrix, bool fullRange, double interval_s)
    {
        var path = SharedMaterial.PathOf($"video/{file}");
        var reference = await FrameHashesAsync(path);
        var hashes = new List<string>();
        using var sink = new RecordingSink((frame, _) =>
        {
            Assert.Equal(new ColorSpec(matrix, fullRange), frame.Color);
            hashes.Add(Hash(frame));
        });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = path, HardwareDecoder = "none" }, sink);

        var end = await run.Ended;

        Assert.Equal(EndReason.EndOfFile, end.Reason);
        Assert.Equal(frames, sink.Count);
        Assert.Equal(reference, hashes);
        Assert.All(sink.Geometries, g => Assert.Equal((width, height), (g.Width, g.Height)));
        Assert.Equal(frames * interval_s, sink.Reports[0].Duration!.Value.TotalSeconds, 0.2);
        Assert.Equal(0, sink.Timings[0].MediaTime.Nanoseconds);
        Assert.All(sink.Timings.Zip(sink.Timings.Skip(1)), pair => Assert.Equal(interval_s, pair.Second.MediaTime - pair.First.MediaTime, 0.001));
        Assert.All(sink.Timings, t => Assert.Equal(ClockSource.FilePts, t.ClockSource));
        Assert.Equal(sink.Timings[^1].MediaTime.Seconds, (sink.Timings[^1].CaptureTime - sink.Timings[0].CaptureTime).TotalSeconds, 1e-3);
    }

    [SharedFact("video/two-people-sports2d.mp4")]
    public async Task RunAsync_RealTimePacing_TakesAsLongAsTheFile()
    {
        var started = Stopwatch.GetTimestamp();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = SharedMaterial.PathOf("video/two-people-sports2d.mp4"), Pacing = Pacing.RealTime });

        await run.Ended;

        Assert.Equal(54, run.Sink.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 53 * 1001 / 30000.0, double.PositiveInfinity);

        // The clip plays from when the pacer began, and a busy machine lets any picture through late, the first too: none is early by the most punctual of the first ten.
        var delays_s = run.Sink.Timings.Select(t => Stopwatch.GetElapsedTime(started, t.ArrivalTimestamp).TotalSeconds - t.MediaTime.Seconds).ToArray();
        Assert.All(delays_s, delay_s => Assert.True(delay_s > delays_s[..10].Min() - 0.1));
    }

    [SharedFact("video/room-one-by-one.mp4")]
    public async Task RunAsync_CancelledWhilePaced_EndsSoon()
    {
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = SharedMaterial.PathOf("video/room-one-by-one.mp4"), Pacing = Pacing.RealTime });
        await run.Until(s => s.Count >= 2);

        var cancelled = Stopwatch.GetTimestamp();
        await run.CancelAsync();

        Assert.Equal(EndReason.Stopped, (await run.Ended).Reason);
        // The clip has more than two minutes.
        Assert.InRange(Stopwatch.GetElapsedTime(cancelled).TotalSeconds, 0, 20);
    }

    [SharedFact("video/room-one-by-one.mp4")]
    public async Task RunAsync_WarmedUp_AllocatesNothingPerFrame()
    {
        const int WarmUp = 50;
        const int Measured = 1000;
        long before = 0;
        long after = 0;
        var sink = new BareSink(count =>
        {
            before = count == WarmUp ? GC.GetAllocatedBytesForCurrentThread() : before;
            after = count == WarmUp + Measured ? GC.GetAllocatedBytesForCurrentThread() : after;
        });
        var library = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System);
        var options = new FFmpegSourceOptions { Url = SharedMaterial.PathOf("video/room-one-by-one.mp4"), HardwareDecoder = "none" };

        await new FFmpegFrameSource(options, library, TimeProvider.System, NullLogger.Instance).RunAsync(sink, CancellationToken.None);

        Assert.True(after > 0 && before > 0);
        Assert.Equal(0, after - before);
    }

    [Theory]
    // FFmpeg 5.1 writes this key as degrees to the left.
    [InlineData("-c copy -metadata:s:v:0 rotate=270", "turned by 90 degrees clockwise")]
    [InlineData("-c copy -metadata:s:v:0 rotate=180", "turned by 180 degrees clockwise")]
    [InlineData("-vf setsar=4/3", "not square (4:3)")]
    [InlineData("", null)]
    public async Task RunAsync_PicturesToBeShownOtherwise_SaysSoOnce(string arguments, string? expected)
    {
        using var coded = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -pix_fmt yuv420p -c:v libx264", ".mp4");
        using var file = await MadeVideo.CreateAsync($"-i \"{coded.Path}\" {arguments}", ".mp4");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path, HardwareDecoder = "none" });

        await run.Ended;

        var told = run.Log.Lines.Where(line => line.Id.Id == 2013).ToArray();
        var notice = run.Sink.Reports[^1].PictureNotice;
        Assert.Equal(expected is null ? 0 : 1, told.Length);
        Assert.Equal(expected is null, notice is null);
        Assert.Contains(expected ?? "", notice ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SizeChangesInTheStream_FramesFollow()
    {
        using var small = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -pix_fmt yuv420p -c:v mpeg2video", ".ts");
        using var large = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=10:duration=1 -pix_fmt yuv420p -c:v mpeg2video -output_ts_offset 1", ".ts");
        using var both = MadeVideo.Join(small, large, ".ts");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = both.Path });

        Assert.Equal(EndReason.EndOfFile, (await run.Ended).Reason);
        Assert.Equal([160, 320], run.Sink.Geometries.Select(g => g.Width).Distinct());
        Assert.Equal((await FrameHashesAsync(both.Path)).Count, run.Sink.Count);
    }

    [Fact]
    public async Task RunAsync_ClockJumpsBackInTheStream_StartsAnEpoch()
    {
        using var first = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -pix_fmt yuv420p -c:v mpeg2video", ".ts");
        using var later = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=160x120:rate=10:duration=1 -pix_fmt yuv420p -c:v mpeg2video -output_ts_offset 100", ".ts");
        using var both = MadeVideo.Join(later, first, ".ts");
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = both.Path });

        await run.Ended;

        var timings = run.Sink.Timings;
        var jump = Assert.Single(timings, t => t.StartsEpoch);
        Assert.Equal(0, jump.MediaTime.Nanoseconds);
        Assert.All(timings.Zip(timings.Skip(1)), pair => Assert.True(pair.Second.CaptureTime > pair.First.CaptureTime));
    }

    private static string Hash(Frame frame)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var (layout, geometry) = (frame.Layout, frame.Geometry);
        Append(frame.Luma, layout.LumaStride, geometry.Width, geometry.Height);
        Append(frame.U, layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
        Append(frame.V, layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
        return Convert.ToHexStringLower(md5.GetHashAndReset());

        void Append(ReadOnlySpan<byte> plane, int stride, int width, int height)
        {
            for (var row = 0; row < height; row++)
            {
                md5.AppendData(plane.Slice(row * stride, width));
            }
        }
    }

    private static async Task<IReadOnlyList<string>> FrameHashesAsync(string path)
    {
        var lines = await MadeVideo.RunFFmpegAsync($"-i \"{path}\" -map 0:v:0 -fps_mode passthrough -f framehash -hash md5 -");
        return [.. lines.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1].Trim())];
    }

    /// <summary>A sink that itself allocates nothing.</summary>
    private sealed class BareSink(Action<int> counted) : IFrameSink, IDisposable
    {
        private readonly FramePool _pool = new(1);
        private int _count;

        public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken) =>
            _pool.TryRent(geometry, new FrameStamp(default, default, _count, timing), out var lease) ? lease : null;

        public void Deliver(FrameLease lease)
        {
            lease.Dispose();
            counted(++_count);
        }

        public void Abandon(FrameLease lease) => lease.Dispose();

        public void Report(in SourceReport report)
        {
        }

        public void Dispose() => _pool.Dispose();
    }
}
