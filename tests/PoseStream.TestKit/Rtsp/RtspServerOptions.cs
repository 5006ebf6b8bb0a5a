namespace PoseStream.TestKit.Rtsp;

/// <summary>What a <see cref="GStreamerRtspServer"/> serves.</summary>
public sealed record RtspServerOptions
{
    /// <summary>An mp4 with H.264, played once to each client; null = an endless live test pattern.</summary>
    public string? File { get; init; }

    /// <summary>How often the file is played to each client, without a gap.</summary>
    public int Repetitions { get; init; } = 1;

    /// <summary>h264, h265 or mjpeg, for the test pattern.</summary>
    public string Codec { get; init; } = "h264";

    public int Width { get; init; } = 320;

    public int Height { get; init; } = 240;

    public int FramesPerSecond { get; init; } = 15;

    /// <summary>Leaves out every third picture, so that intervals differ.</summary>
    public bool Uneven { get; init; }

    /// <summary>Null = nobody needs to log in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>basic or digest.</summary>
    public string Authentication { get; init; } = "basic";
}
