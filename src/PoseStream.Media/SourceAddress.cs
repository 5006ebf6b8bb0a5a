namespace PoseStream.Media;

/// <summary>What an address says about the source before it is opened.</summary>
/// <param name="Url">For FFmpeg.</param>
/// <param name="Format">The input format that FFmpeg must be told; null = it finds out.</param>
/// <param name="Kind">What it is.</param>
internal sealed record SourceAddress(string Url, string? Format, SourceKind Kind)
{
    // The second holds links whose names stay the same when cameras are plugged in otherwise.
    private static readonly string[] DevicePrefixes = ["/dev/video", "/dev/v4l/"];

    public static SourceAddress Parse(string text)
    {
        if (DevicePrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return new SourceAddress(text, "video4linux2", SourceKind.Device);
        }

        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd <= 0)
        {
            // Told to be a file, as FFmpeg would take a ':' in a name for the end of a scheme.
            return new SourceAddress(text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? text : "file:" + text, null, SourceKind.File);
        }

        return new SourceAddress(text, null, text[..schemeEnd].ToLowerInvariant() switch
        {
            "rtsp" => SourceKind.Rtsp,
            "rtsps" => SourceKind.RtspTls,
            "file" => SourceKind.File,
            _ => SourceKind.Network,
        });
    }

    /// <summary>The connection to it is encrypted with TLS.</summary>
    public bool IsTls => Kind == SourceKind.RtspTls || (Kind == SourceKind.Network && TransportName(RtspTransport.Auto) is "https" or "rtmps" or "tls" or "ftps");

    /// <summary>The word in <see cref="Core.Ports.SourceReport.Transport"/>.</summary>
    public string TransportName(RtspTransport wanted) => Kind switch
    {
        SourceKind.File => "file",
        SourceKind.Device => "device",
        SourceKind.Rtsp => wanted == RtspTransport.Udp ? "udp" : "tcp",
        SourceKind.RtspTls => "tcp",
        _ => Url[..Url.IndexOf("://", StringComparison.Ordinal)].ToLowerInvariant(),
    };
}
