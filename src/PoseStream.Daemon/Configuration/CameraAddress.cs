namespace PoseStream.Daemon.Configuration;

/// <summary>What a camera's url may be: an address with a scheme that FFmpeg's network and device layers serve, or a path.</summary>
internal static class CameraAddress
{
    public static IReadOnlyList<string> Schemes { get; } = ["rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "udp", "file"];

    public static bool IsFile(string url) => url.StartsWith('/') && !url.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>The scheme in lower case; null for a path.</summary>
    public static string? SchemeOf(string url)
    {
        var end = url.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && url[..end].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? url[..end].ToLowerInvariant() : null;
    }

    /// <summary>Something like "rtsp:/user:word@host": a slip in an address, not a path. It may hold a password that nobody would recognise as one.</summary>
    public static bool IsMalformed(string url) => SchemeOf(url) is { } scheme
        ? scheme != "file" && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
        : url.Contains('@') || Schemes.Any(known => url.StartsWith($"{known}:", StringComparison.OrdinalIgnoreCase));
}
