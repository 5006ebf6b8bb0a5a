using PoseStream.Core.Frames;

namespace PoseStream.Media.Encoders;

/// <summary>How pictures are compressed.</summary>
public sealed record VideoEncoderOptions
{
    /// <summary>Both sides even, 16 to 8192 pixels.</summary>
    public required FrameGeometry Geometry { get; init; }

    /// <summary>Pictures a second, 1 to 240. Default 25. Steers the rate control and is written into the stream; the times of pictures may differ.</summary>
    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Pictures from one key frame to the next, 1 to 10,000. Default 25. A reader that joins a live stream waits for the next.</summary>
    public int KeyFrameInterval { get; init; } = 25;

    /// <summary>Constant quality: 0 (best) to 51 (worst), H.264's quantiser scale. Default 20. Without effect where <see cref="BitRate_bps"/> is set.</summary>
    public int Quality { get; init; } = 20;

    /// <summary>Constant mean bit rate, more than 10,000; null (default) = constant quality.</summary>
    public long? BitRate_bps { get; init; }

    /// <summary>Written into the stream; the samples stay as they are. Default BT.709, video range.</summary>
    public ColorSpec Color { get; init; } = new(ColorMatrix.Bt709, FullRange: false);
}
