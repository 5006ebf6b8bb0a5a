namespace PoseStream.Daemon.Configuration;

/// <summary>How RTSP media travels. Auto: TCP, as most cameras do it best.</summary>
public enum CameraTransport
{
    Auto,
    Tcp,
    Udp,
}
