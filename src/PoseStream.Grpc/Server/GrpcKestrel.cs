using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PoseStream.Grpc.Server;

/// <summary>Opens Kestrel for gRPC.</summary>
public static class GrpcKestrel
{
    /// <summary>
    /// Listens for HTTP/2 on a port of its own: without TLS a client speaks HTTP/2 from the first byte, which a port that
    /// also serves HTTP/1 would not expect.
    /// </summary>
    /// <param name="port">0 for a free one.</param>
    /// <param name="certificate">Null for cleartext. For TLS a slim host also needs <c>UseKestrelHttpsConfiguration</c>.</param>
    public static void ListenGrpc(this KestrelServerOptions kestrel, IPAddress address, int port, X509Certificate2? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(kestrel);

        // A quiet stream is not a slow one. HTTP/2 knows these rates per server only; the write deadline guards each call instead.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;

        // Finds peers that vanished without closing their connection.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        });
    }
}
