using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Client;
using PoseStream.Grpc.Health;
using PoseStream.Grpc.Reflection;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Subscriptions;
using PoseStream.Grpc.Wire;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>A Kestrel on a free loopback port with a small service on posestream.v1: streams "gate" and "yard", and some that misbehave.</summary>
internal sealed class GrpcTestServer : IAsyncDisposable
{
    private readonly DescriptorSetFile _descriptors = new();
    public const string Secret = "hunter2";
    // A client may be a program that has to start first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplication _app;
    private readonly FanOut<(string Stream, byte[] Shared)> _fan = new();
    private readonly Channel<bool> _subscribed = Channel.CreateUnbounded<bool>();
    private readonly Channel<Exception?> _ended = Channel.CreateUnbounded<Exception?>();
    private readonly ErrorLog _log = new();
    private readonly bool _tls;

    private GrpcTestServer(GrpcServerOptions options, X509Certificate2? certificate)
    {
        _tls = certificate is not null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenGrpc(IPAddress.Loopback, 0, certificate));
        _app = builder.Build();
        _app.MapGrpc(options)
            .MapUnary(PoseMethods.ListStreams, (_, _, _) => Task.FromResult(new ListStreamsResponse { Streams = { StatusOf("gate"), StatusOf("yard") } }))
            .MapUnary(PoseMethods.GetStream, GetStreamAsync)
            .MapServerStream(PoseMethods.StreamPoses, StreamPosesAsync)
            .MapHealth(Health)
            .MapReflection();
    }

    public HealthRegistry Health { get; } = new();

    /// <summary>Warnings that must have come.</summary>
    public ConcurrentQueue<int> ExpectedLogIds { get; } = [];

    /// <summary>Warnings that may come or not, where two things race by nature.</summary>
    public ConcurrentQueue<int> ToleratedLogIds { get; } = [];

    public Uri Address => new(_app.Urls.Single());

    /// <summary>A serialised FileDescriptorSet of all that is served, for clients that have no generated code.</summary>
    public string DescriptorSet => _descriptors.Path;

    public static async Task<GrpcTestServer> StartAsync(GrpcServerOptions? options = null, X509Certificate2? certificate = null)
    {
        var server = new GrpcTestServer(options ?? new GrpcServerOptions(), certificate);
        await server._app.StartAsync();
        return server;
    }

    public GrpcChannel CreateChannel(GrpcChannelOptions? options = null) => new(Address, options);

    public string Target => $"{(_tls ? "localhost" : Address.Host)}:{Address.Port}";

    public void Publish(PoseFrame frame) => _fan.Publish((frame.StreamId, new StreamPosesResponse { Frame = frame }.ToByteArray()));

    public Task WaitForSubscriberAsync() => _subscribed.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>How the next StreamPoses call ended on the server's side: null where the handler came to its end.</summary>
    public Task<Exception?> NextEndAsync() => _ended.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _fan.Dispose();
        await _app.DisposeAsync();
        _descriptors.Dispose();
        Assert.DoesNotContain(_log.Entries, entry => !ExpectedLogIds.Contains(entry.Id) && !ToleratedLogIds.Contains(entry.Id));
        Assert.All(ExpectedLogIds, id => Assert.Contains(_log.Entries, entry => entry.Id == id));
    }

    private static StreamStatus StatusOf(string stream) =>
        new() { StreamId = stream, State = StreamState.Streaming, PublishedFps = 29.5f, FramesDropped = { ["no_buffer"] = 3 } };

    private static async Task<GetStreamResponse> GetStreamAsync(GetStreamRequest request, GrpcCallContext context, CancellationToken call)
    {
        switch (request.StreamId)
        {
            case "gate" or "yard":
                return new GetStreamResponse { Stream = StatusOf(request.StreamId) };
            case "silent":
                await Task.Delay(Timeout.Infinite, call);
                throw new InvalidOperationException("unreachable");
            case "broken":
                throw new InvalidOperationException(Secret);
            default:
                throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no stream '{request.StreamId}': 100 % unknown – naïve?");
        }
    }

    private async Task StreamPosesAsync(
        StreamPosesRequest request, GrpcServerStream<StreamPosesResponse> responses, GrpcCallContext context, CancellationToken call)
    {
        var wanted = request.StreamIds.ToHashSet(StringComparer.Ordinal);
        if (wanted.Except(["gate", "yard"]).FirstOrDefault() is { } unknown)
        {
            throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no stream '{unknown}'");
        }

        using var subscription = _fan.Subscribe(4, item => wanted.Count == 0 || wanted.Contains(item.Stream));
        Exception? end = null;
        try
        {
            await responses.StartAsync();
            _subscribed.Writer.TryWrite(true);
            await foreach (var (item, missed) in subscription.ReadAllAsync(call))
            {
                await responses.WriteAsync(item.Shared, new StreamPosesResponse { Missed = missed });
            }
        }
        catch (Exception fault)
        {
            end = fault;
            throw;
        }
        finally
        {
            _ended.Writer.TryWrite(end);
        }
    }
}
