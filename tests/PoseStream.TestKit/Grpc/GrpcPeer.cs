namespace PoseStream.TestKit.Grpc;

/// <summary>Other implementations of gRPC that ours must get on with.</summary>
public enum GrpcPeer
{
    /// <summary>grpcio: the C core, which C++, Python, Ruby and PHP share.</summary>
    Python,

    /// <summary>@grpc/grpc-js.</summary>
    Node,
}
