namespace PoseStream.Media;

/// <summary>How RTP packets travel from an RTSP server.</summary>
public enum RtspTransport
{
    /// <summary>TCP: nothing is lost on the way, and it passes firewalls.</summary>
    Auto,

    /// <summary>Interleaved in the RTSP connection.</summary>
    Tcp,

    /// <summary>Datagrams of their own: no waiting for what was lost, pictures may be damaged.</summary>
    Udp,
}
