using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace PoseStream.Daemon.Configuration;

/// <summary>An address to listen on, in the file or on the command line.</summary>
internal static class ListenAddress
{
    /// <summary>What to write, for error messages.</summary>
    public const string Form = "write IP:PORT, like 127.0.0.1:50051, [::1]:50051 or *:50051 (port 0: any free one)";

    // The first takes IPv4 as well; a host without IPv6 knows the second only.
    private static readonly string Every = Socket.OSSupportsIPv6 ? "[::]" : "0.0.0.0";

    /// <summary>"localhost" is 127.0.0.1 and "*" every address; the port must be written.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? string.Empty : text[..colon] switch { "localhost" => "127.0.0.1", "*" => Every, var other => other };
        endpoint = colon >= 0 && ushort.TryParse(text.AsSpan(colon + 1), out var port) && !(host.Contains(':') && host[0] != '[')
            && IPAddress.TryParse(host, out var address)
            ? new IPEndPoint(address, port)
            : null;
        return endpoint is not null;
    }
}
