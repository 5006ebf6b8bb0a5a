using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>Limits of the gRPC server.</summary>
public sealed class GrpcServerOptions
{
    /// <summary>Largest request message, bytes; a larger one ends its call with RESOURCE_EXHAUSTED. Default 4 MiB, which is gRPC's own.</summary>
    public int MaxRequestBytes { get; init; } = GrpcProtocol.DefaultMaxMessageBytes;

    /// <summary>How long one message may wait for the client to take it, before the call is ended with RESOURCE_EXHAUSTED. Default 10 s.</summary>
    public TimeSpan WriteDeadline { get; init; } = TimeSpan.FromSeconds(10);
}
