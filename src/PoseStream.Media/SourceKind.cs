namespace PoseStream.Media;

internal enum SourceKind
{
    File,
    Rtsp,
    RtspTls,

    /// <summary>HTTP and every other scheme of the FFmpeg build: live where it has no duration.</summary>
    Network,

    /// <summary>A V4L2 camera of this machine.</summary>
    Device,
}
