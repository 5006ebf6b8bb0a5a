using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PoseStream.Grpc.Wire;

/// <summary>One method of one service, for server and client alike; made by <see cref="GrpcMethods.Find"/>.</summary>
public sealed class GrpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new()
{
    internal GrpcMethod(ServiceDescriptor service, string path, bool clientStreams, bool serverStreams)
    {
        Service = service;
        Path = path;
        ClientStreams = clientStreams;
        ServerStreams = serverStreams;
    }

    public ServiceDescriptor Service { get; }

    /// <summary>The HTTP path: <c>/package.Service/Method</c>.</summary>
    public string Path { get; }

    public bool ClientStreams { get; }

    public bool ServerStreams { get; }

    public override string ToString() => Path;
}
