using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>Methods served by one application; made by <see cref="GrpcRouting.MapGrpc"/>.</summary>
public sealed class GrpcEndpoints
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly GrpcServerOptions _options;
    private readonly TimeProvider _time;
    private readonly GrpcCallRunner _runner;
    private readonly List<ServiceDescriptor> _services = [];

    internal GrpcEndpoints(IEndpointRouteBuilder routes, GrpcServerOptions options, TimeProvider time, GrpcCallRunner runner)
    {
        _routes = routes;
        _options = options;
        _time = time;
        _runner = runner;
    }

    /// <summary>The services of which a method is mapped, each once.</summary>
    public IReadOnlyList<ServiceDescriptor> Services => _services;

    /// <summary>
    /// Serves a method with one request and one response. The handler ends the call otherwise than OK by throwing
    /// <see cref="GrpcStatusException"/>; the token ends with the client's cancellation, the deadline or the server.
    /// </summary>
    public GrpcEndpoints MapUnary<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        Func<TRequest, GrpcCallContext, CancellationToken, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        Require(method, clientStreams: false, serverStreams: false);
        return Map(method, async (context, call) =>
        {
            var request = await ReadSingleAsync<TRequest>(context.Http.Request, call).ConfigureAwait(false);
            var response = await handler(request, context, call).ConfigureAwait(false);
            using var responses = new GrpcServerStream<TResponse>(context.Http, _options.WriteDeadline, _time, call);
            await responses.WriteAsync(response).ConfigureAwait(false);
        });
    }

    /// <summary>Serves a method with one request and a stream of responses; the call ends when the handler does. Otherwise as <see cref="MapUnary"/>.</summary>
    public GrpcEndpoints MapServerStream<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        Func<TRequest, GrpcServerStream<TResponse>, GrpcCallContext, CancellationToken, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        Require(method, clientStreams: false, serverStreams: true);
        return Map(method, async (context, call) =>
        {
            var request = await ReadSingleAsync<TRequest>(context.Http.Request, call).ConfigureAwait(false);
            using var responses = new GrpcServerStream<TResponse>(context.Http, _options.WriteDeadline, _time, call);
            await handler(request, responses, context, call).ConfigureAwait(false);
        });
    }

    /// <summary>Serves a method that streams both ways.</summary>
    internal GrpcEndpoints MapDuplex<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        Func<IAsyncEnumerable<TRequest>, GrpcServerStream<TResponse>, CancellationToken, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        Require(method, clientStreams: true, serverStreams: true);
        return Map(method, async (context, call) =>
        {
            using var responses = new GrpcServerStream<TResponse>(context.Http, _options.WriteDeadline, _time, call);
            await handler(ReadAllAsync<TRequest>(context.Http.Request, call), responses, call).ConfigureAwait(false);
        });
    }

    private static void Require<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, bool clientStreams, bool serverStreams)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (method.ClientStreams != clientStreams || method.ServerStreams != serverStreams)
        {
            throw new ArgumentException($"{method} streams otherwise than this handler", nameof(method));
        }
    }

    private GrpcEndpoints Map<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, Func<GrpcCallContext, CancellationToken, Task> handle)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (!_services.Contains(method.Service))
        {
            _services.Add(method.Service);
        }

        _routes.MapPost(method.Path, (RequestDelegate)(http => _runner.RunAsync(http, method.Path, handle)));
        return this;
    }

    private MessageReader<T> ReaderOf<T>(HttpRequest request)
        where T : class, IMessage<T>, new() =>
        new(request.BodyReader, _options.MaxRequestBytes, request.Headers[GrpcProtocol.EncodingHeader]);

    private static async ValueTask<T?> ReadAsync<T>(MessageReader<T> reader, CancellationToken call)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return await reader.ReadAsync(call).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or ConnectionAbortedException)
        {
            throw new ClientGoneException(lost);
        }
    }

    private async Task<T> ReadSingleAsync<T>(HttpRequest request, CancellationToken call)
        where T : class, IMessage<T>, new()
    {
        var reader = ReaderOf<T>(request);
        var message = await ReadAsync(reader, call).ConfigureAwait(false);
        if (message is null || await ReadAsync(reader, call).ConfigureAwait(false) is not null)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unimplemented, "this method takes exactly one request message");
        }

        return message;
    }

    private async IAsyncEnumerable<T> ReadAllAsync<T>(HttpRequest request, [EnumeratorCancellation] CancellationToken call)
        where T : class, IMessage<T>, new()
    {
        var reader = ReaderOf<T>(request);
        while (await ReadAsync(reader, call).ConfigureAwait(false) is { } message)
        {
            yield return message;
        }
    }
}
