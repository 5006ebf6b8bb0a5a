using System.Security.Cryptography.X509Certificates;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Client;

/// <summary>How a client connects.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Largest response message, bytes; a larger one ends its call with RESOURCE_EXHAUSTED. Default 4 MiB.</summary>
    public int MaxResponseBytes { get; init; } = GrpcProtocol.DefaultMaxMessageBytes;

    /// <summary>How long one attempt to connect may take. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Authorities that a TLS server's certificate must come from; null for the system's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Measures deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
