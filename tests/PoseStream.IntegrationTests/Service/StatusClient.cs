using System.Net;
using PoseStream.Grpc.Client;
using PoseStream.Grpc.Wire;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Asks a running service how its streams are.</summary>
internal sealed class StatusClient(IPEndPoint server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly GrpcMethod<GetStreamRequest, GetStreamResponse> GetStream =
        GrpcMethods.Find<GetStreamRequest, GetStreamResponse>(StreamsReflection.Descriptor, "StreamService", "GetStream");

    private readonly GrpcChannel _channel = new(new Uri($"http://{server}"));

    public async Task<StreamStatus> GetAsync(string stream) =>
        (await _channel.CallAsync(GetStream, new GetStreamRequest { StreamId = stream }, TimeSpan.FromSeconds(10))).Stream;

    /// <summary>Asks until the status fits.</summary>
    public async Task<StreamStatus> UntilAsync(string stream, Predicate<StreamStatus> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var status = await GetAsync(stream);
            if (fits(status))
            {
                return status;
            }

            Assert.False(patience.IsCancellationRequested, $"never came to the state wanted; last: {status}");
            await Task.Delay(20);
        }
    }

    public void Dispose() => _channel.Dispose();
}
