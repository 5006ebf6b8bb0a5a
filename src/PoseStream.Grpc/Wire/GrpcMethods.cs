using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PoseStream.Grpc.Wire;

/// <summary>Finds methods in generated descriptors, so that path, message types and streaming cannot disagree with the proto.</summary>
public static class GrpcMethods
{
    /// <param name="file">The generated descriptor: <c>StreamsReflection.Descriptor</c>.</param>
    /// <param name="service">The service's name without its package.</param>
    /// <exception cref="ArgumentException">No such service or method, or it has other message types.</exception>
    public static GrpcMethod<TRequest, TResponse> Find<TRequest, TResponse>(FileDescriptor file, string service, string method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(file);
        var found = file.Services.FirstOrDefault(candidate => candidate.Name == service)?.FindMethodByName(method)
            ?? throw new ArgumentException($"{file.Name} has no method {service}.{method}", nameof(method));
        if (found.InputType.ClrType != typeof(TRequest) || found.OutputType.ClrType != typeof(TResponse))
        {
            throw new ArgumentException(
                $"{found.FullName} takes {found.InputType.Name} and returns {found.OutputType.Name}, not {typeof(TRequest).Name} and {typeof(TResponse).Name}",
                nameof(method));
        }

        return new GrpcMethod<TRequest, TResponse>(
            found.Service, $"/{found.Service.FullName}/{found.Name}", found.IsClientStreaming, found.IsServerStreaming);
    }
}
