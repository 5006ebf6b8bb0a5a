using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Media;
using PoseStream.Media.Encoders;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.IntegrationTests.Cameras;

/// <summary>The moving pattern, encoded. Clips are made once for all tests.</summary>
internal static class PatternClip
{
    public const int FramesPerSecond = 25;
    public const int Pictures = 50;
    private const long Interval_ns = 1_000_000_000 / FramesPerSecond;
    private static readonly Lazy<MemoryClip> LazySmall = new(() => Encode(new FrameGeometry(320, 240)));
    private static readonly Lazy<MemoryClip> LazyWide = new(() => Encode(new FrameGeometry(640, 360)));

    public static FFmpegLibrary Library { get; } = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System);

    /// <summary>320x240, 2 s, a key frame every 0.4 s.</summary>
    public static MemoryClip Small => LazySmall.Value;

    /// <summary>640x360.</summary>
    public static MemoryClip Wide => LazyWide.Value;

    public static List<AccessUnit> Encode(VideoEncoderOptions options, int pictures)
    {
        using var encoder = new FFmpegVideoEncoder(options, Library, NullLogger.Instance);
        var units = new List<AccessUnit>();
        for (var i = 0; i < pictures; i++)
        {
            encoder.Encode(MovingPattern.Paint(options.Geometry, i), new MediaTime(i * Interval_ns), units);
        }

        encoder.Finish(units);
        return units;
    }

    private static MemoryClip Encode(FrameGeometry geometry) =>
        new(Encode(new VideoEncoderOptions { Geometry = geometry, FramesPerSecond = FramesPerSecond, KeyFrameInterval = 10 }, Pictures), Pictures * Interval_ns);
}
