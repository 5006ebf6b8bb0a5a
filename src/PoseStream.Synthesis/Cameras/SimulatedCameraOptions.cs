using System.Net;

namespace PoseStream.Synthesis.Cameras;

/// <summary>One simulated camera.</summary>
public sealed record SimulatedCameraOptions
{
    /// <summary>Default the loopback interface; port 0 (default) = any free one, <see cref="SimulatedCamera.Port"/> tells which.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The stream's path in the address, without slash at its beginning or end. Default "stream".</summary>
    public string Path { get; init; } = "stream";

    /// <summary>Null (default) = everybody may watch.</summary>
    public CameraCredentials? Credentials { get; init; }

    /// <summary>Default <see cref="AuthenticationScheme.Digest"/>.</summary>
    public AuthenticationScheme Authentication { get; init; } = AuthenticationScheme.Digest;

    /// <summary>How long a client may say nothing before its connection is closed. Default 60 s, at least 1 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
