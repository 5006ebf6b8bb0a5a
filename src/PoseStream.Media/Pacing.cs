namespace PoseStream.Media;

/// <summary>How fast a source hands over its frames. Cameras set their own pace; this is for files, and for live streams that come in segments.</summary>
public enum Pacing
{
    /// <summary>As fast as the sink takes them.</summary>
    Unpaced,

    /// <summary>At the speed of the file's time stamps, so that a file behaves like a camera.</summary>
    RealTime,
}
