using System.Diagnostics;
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

    public Task<StreamStatus> GetAsync(string stream) => GetAsync(stream, Patience);

    /// <summary>Asks until the status fits.</summary>
    public async Task<StreamStatus> UntilAsync(string stream, Predicate<StreamStatus> fits)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = await GetAsync(stream, TimeSpan.FromSeconds(Math.Max(1, (Patience - Stopwatch.GetElapsedTime(begun)).TotalSeconds)));
            if (fits(status))
            {
                return status;
            }

            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"never came to the state wanted; last: {status}");
            await Task.Delay(20);
        }
    }

    public void Dispose() => _channel.Dispose();

    private async Task<StreamStatus> GetAsync(string stream, TimeSpan deadline) =>
        (await _channel.CallAsync(GetStream, new GetStreamRequest { StreamId = stream }, deadline)).Stream;
}
