using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Video;
using PoseStream.IntegrationTests.Cameras;
using PoseStream.Media.Encoders;
using PoseStream.Synthesis.Clips;

namespace PoseStream.IntegrationTests.Service;

/// <summary>People who cross a square, rendered: whose camera and joints are known.</summary>
internal static class SquareClip
{
    /// <param name="index">Of another camera and other people each.</param>
    public static RenderedClip Render(int index) => ClipRenderer.Render(
        SceneCatalog.All[0].Clips[index],
        new ClipEncoder("h264", static script => new FFmpegVideoEncoder(
            new VideoEncoderOptions { Geometry = script.Geometry, FramesPerSecond = script.FramesPerSecond, KeyFrameInterval = script.FramesPerSecond },
            PatternClip.Library,
            NullLogger.Instance)),
        null,
        CancellationToken.None);
}
