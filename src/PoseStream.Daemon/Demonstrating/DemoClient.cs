using System.Net;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Client;
using PoseStream.V1;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>A subscriber like any other, over the loopback interface: what the demo measures is what a user gets.</summary>
internal sealed class DemoClient(IPEndPoint server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly GrpcChannel _channel = new(new Uri($"http://{Reachable(server)}"));

    /// <summary>Every frame of every camera, until cancelled.</summary>
    public IAsyncEnumerable<StreamPosesResponse> FramesAsync(CancellationToken cancellationToken) =>
        _channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest(), cancellation: cancellationToken);

    public Task<ListStreamsResponse> StreamsAsync() => _channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest(), Patience);

    public void Dispose() => _channel.Dispose();

    /// <summary>A service that listens everywhere is reached on the loopback interface.</summary>
    private static IPEndPoint Reachable(IPEndPoint server) =>
        server.Address.Equals(IPAddress.Any) || server.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.Loopback, server.Port) : server;
}
