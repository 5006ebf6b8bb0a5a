namespace PoseStream.Daemon.Configuration;

/// <summary>What a camera behind TLS (https, rtmps, rtsps) must prove.</summary>
public enum CameraTls
{
    /// <summary>A certificate for its host name by a known authority.</summary>
    Verify,

    /// <summary>Nothing: the connection is encrypted, but anybody can pose as the camera and read its password.</summary>
    Insecure,
}
