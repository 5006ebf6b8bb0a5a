namespace PoseStream.Media;

/// <summary>One video source.</summary>
public sealed record FFmpegSourceOptions
{
    /// <summary>What <see cref="DecodeTimeout"/> is where nothing else is asked for.</summary>
    public static readonly TimeSpan DefaultDecodeTimeout = TimeSpan.FromSeconds(30);

    /// <summary>rtsp://, rtsps://, http(s)://, any other address of the FFmpeg build, the path of a file, or a V4L2 device (/dev/video0). May hold credentials.</summary>
    public required string Url { get; init; }

    /// <summary>Default <see cref="RtspTransport.Auto"/>. Only for rtsp://; rtsps:// is always TCP.</summary>
    public RtspTransport Transport { get; init; } = RtspTransport.Auto;

    /// <summary>
    /// False (default): a camera behind TLS must have a certificate for its host name by a known authority, else the source ends with a reason that says so.
    /// What FFmpeg cannot verify (rtsps://, and HLS or DASH over https://) is refused then. True: anybody can pose as the camera and read its password.
    /// </summary>
    public bool TlsInsecure { get; init; }

    /// <summary>PEM file of the authorities to trust with https:// and rtmps://; null (default) = the system's.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>"auto" (default): the first that opens, else software, as also after it decoded nothing. "none": software. Or a name of <see cref="HardwareDecoder.Name"/>; where that fails, software with a reason.</summary>
    public string HardwareDecoder { get; init; } = "auto";

    /// <summary>From the first packet sent to an answered request for the stream. Default 10 s, more than 0.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long no picture data may come before the source ends as stalled. Default 10 s, more than 0.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long data may come of which no picture can be decoded. Nothing can before the first key frame: most cameras send one every 1 to 4 s, but those that stretch
    /// the interval while nothing moves may take a minute and more. Default 30 s, more than 0.
    /// </summary>
    public TimeSpan DecodeTimeout { get; init; } = DefaultDecodeTimeout;

    /// <summary>Default <see cref="Pacing.Unpaced"/>. Has no effect on live sources, save those that come in segments (HLS, DASH): <see cref="Pacing.RealTime"/> spreads a segment's frames.</summary>
    public Pacing Pacing { get; init; } = Pacing.Unpaced;

    /// <summary>The record with its credentials redacted, as records are easily logged.</summary>
    public override string ToString() =>
        $"{CredentialRedactor.RedactAddress(Url)} transport={Transport} tls={(TlsInsecure ? "insecure" : "verify")} ca={TlsCaFile} hardware={HardwareDecoder} "
        + $"connect={ConnectTimeout} stall={StallTimeout} decode={DecodeTimeout} pacing={Pacing}";
}
