namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>What the bytes of a client begin with.</summary>
internal enum RtspParse
{
    /// <summary>More bytes must come before it can be told.</summary>
    Incomplete,

    Request,

    /// <summary>A packet that travels within the connection, such as a receiver report.</summary>
    Packet,

    /// <summary>Nothing that RTSP knows; what follows cannot be told either.</summary>
    Malformed,
}
