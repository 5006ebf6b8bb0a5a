using Microsoft.AspNetCore.Http;

namespace PoseStream.Grpc.Server;

/// <summary>What a handler may know of its call beside the request.</summary>
public sealed class GrpcCallContext
{
    internal GrpcCallContext(HttpContext http, string method)
    {
        Http = http;
        Method = method;
    }

    public HttpContext Http { get; }

    /// <summary><c>/package.Service/Method</c>.</summary>
    public string Method { get; }

    /// <summary>The client's address and port; "unix socket" where it has none.</summary>
    public string Peer => Http.Connection.RemoteIpAddress is { } address
        ? new System.Net.IPEndPoint(address, Http.Connection.RemotePort).ToString()
        : "unix socket";
}
