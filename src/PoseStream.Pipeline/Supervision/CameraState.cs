namespace PoseStream.Pipeline.Supervision;

/// <summary>What a camera is doing. A failure stays shown until frames come again and are kept, also during further tries.</summary>
public enum CameraState
{
    Connecting,
    Streaming,

    /// <summary>The other side closed the stream; the next try is coming.</summary>
    Disconnected,
    Stalled,
    AuthenticationFailed,
    NotFound,
    Unreachable,
    Unsupported,
    DecodeError,
    Failed,

    /// <summary>A file was read to its end.</summary>
    Ended,

    /// <summary>Stopped by us.</summary>
    Stopped,
}
