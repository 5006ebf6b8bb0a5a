using System.Security.Cryptography.X509Certificates;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Client;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Wire;
using PoseStream.TestKit.Net;
using PoseStream.V1;
using Xunit;
using static PoseStream.Grpc.Health.V1.HealthCheckResponse.Types;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>Our client against our server.</summary>
public class GrpcChannelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task CallAsync_KnownMethod_GivesTheResponse()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var response = await channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest());

        Assert.Equal(["gate", "yard"], response.Streams.Select(stream => stream.StreamId));
        Assert.Equal(29.5f, response.Streams[0].PublishedFps);
        Assert.Equal(3UL, response.Streams[0].FramesDropped["no_buffer"]);
    }

    [Fact]
    public async Task CallAsync_HandlerRefuses_GivesStatusAndMessage()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.CallAsync(PoseMethods.GetStream, new GetStreamRequest { StreamId = "street" }));

        Assert.Equal(GrpcStatusCode.NotFound, error.Code);
        Assert.Equal("no stream 'street': 100 % unknown – naïve?", error.Message);
    }

    [Fact]
    public async Task CallAsync_UnknownMethod_IsUnimplemented()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.CallAsync(PoseMethods.GetSkeleton, new GetSkeletonRequest()));

        Assert.Equal(GrpcStatusCode.Unimplemented, error.Code);
    }

    [Fact]
    public async Task CallAsync_DeadlinePasses_IsDeadlineExceeded()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => channel
            .CallAsync(PoseMethods.GetStream, new GetStreamRequest { StreamId = "silent" }, TimeSpan.FromMilliseconds(200))
            .WaitAsync(Patience));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Code);
    }

    [Fact]
    public async Task CallAsync_DeadlineBeyondAllTimers_GivesTheResponse()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var response = await channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest(), TimeSpan.MaxValue);

        Assert.Equal(2, response.Streams.Count);
    }

    [Fact]
    public async Task CallAsync_DeadlineBeforeNow_IsDeadlineExceeded()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest(), TimeSpan.FromSeconds(-1)));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Code);
    }

    [Fact]
    public async Task CallAsync_AfterDispose_IsTheProgramsFaultAndNotTheServers()
    {
        await using var server = await GrpcTestServer.StartAsync();
        var channel = server.CreateChannel();
        channel.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest()));
    }

    [Fact]
    public async Task CallAsync_CallerCancels_IsAnOrdinaryCancellation()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel
            .CallAsync(PoseMethods.GetStream, new GetStreamRequest { StreamId = "silent" }, cancellation: cancellation.Token)
            .WaitAsync(Patience));
    }

    [Fact]
    public async Task CallAsync_NobodyListens_IsUnavailableAndNamesTheAddress()
    {
        using var nobody = new ClosedPort();
        var address = new Uri($"http://127.0.0.1:{nobody.Port}");
        using var channel = new GrpcChannel(address);

        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest()));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallAsync_DefaultLimit_TakesFourMebibytesAndNoMore()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        // The field's tag and length take five bytes.
        const int Limit = 4 * 1024 * 1024;
        var fits = await CodeOfAsync(Limit - 5);
        var tooLarge = await CodeOfAsync(Limit - 4);

        Assert.Equal(GrpcStatusCode.NotFound, fits);
        Assert.Equal(GrpcStatusCode.ResourceExhausted, tooLarge);

        async Task<GrpcStatusCode> CodeOfAsync(int length) => (await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.CallAsync(PoseMethods.GetStream, new GetStreamRequest { StreamId = new string('x', length) }).WaitAsync(Patience))).Code;
    }

    [Fact]
    public async Task CallAsync_ResponseOverTheLimit_IsResourceExhausted()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel(new GrpcChannelOptions { MaxResponseBytes = 10 });

        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => channel.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest()));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task StreamAsync_LeavingTheLoop_IsSeenByTheServer()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();
        var reading = Task.Run(async () =>
        {
            await foreach (var response in channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest { StreamIds = { "yard" } }))
            {
                return response;
            }

            return null;
        });
        await server.WaitForSubscriberAsync();

        server.Publish(new PoseFrame { StreamId = "gate", Sequence = 4 });
        server.Publish(new PoseFrame { StreamId = "yard", Sequence = 5 });

        var received = await reading.WaitAsync(Patience);
        Assert.Equal(5UL, received!.Frame.Sequence);
        Assert.IsType<OperationCanceledException>(await server.NextEndAsync(), exactMatch: false);
    }

    [Fact]
    public async Task StreamAsync_UnknownStream_IsNotFoundBeforeAnyMessage()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            async () => await channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest { StreamIds = { "street" } }).FirstAsync());

        Assert.Equal(GrpcStatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task StreamAsync_ServerStops_IsUnavailable()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var channel = server.CreateChannel();
        var reading = channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()).FirstAsync().AsTask();
        await server.WaitForSubscriberAsync();

        var stopping = server.StopAsync();

        Assert.Equal(GrpcStatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => reading.WaitAsync(Patience))).Code);
        await stopping.WaitAsync(Patience);
    }

    [Fact]
    public async Task StreamAsync_DoesNotRead_IsEndedWithResourceExhausted()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions { WriteDeadline = TimeSpan.FromSeconds(3) });
        server.ExpectedLogIds.Enqueue(4003);
        using var channel = server.CreateChannel();
        await using var reader = channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()).GetAsyncEnumerator();
        var first = reader.MoveNextAsync();
        await server.WaitForSubscriberAsync();

        var ended = server.NextEndAsync();
        while (!ended.IsCompleted)
        {
            server.Publish(new PoseFrame { StreamId = "gate", ModelIds = { new string('m', 65_536) } });
            await Task.Delay(1);
        }

        var error = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            await first;
            while (await reader.MoveNextAsync())
            {
            }
        });
        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task StreamAsync_DoesNotReadAndServerStops_DoesNotHoldUpTheServer()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions { WriteDeadline = TimeSpan.FromSeconds(2) });
        // The stop may come before a write is stuck.
        server.ToleratedLogIds.Enqueue(4003);
        using var channel = server.CreateChannel();
        await using var reader = channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()).GetAsyncEnumerator();
        var first = reader.MoveNextAsync();
        await server.WaitForSubscriberAsync();
        for (var i = 0; i < 200; i++)
        {
            server.Publish(new PoseFrame { StreamId = "gate", ModelIds = { new string('m', 65_536) } });
            await Task.Yield();
        }

        // The host would wait 30 s for its requests.
        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(15));

        Assert.IsType<OperationCanceledException>(await server.NextEndAsync(), exactMatch: false);
        await first;
    }

    [Fact]
    public async Task Tls_KnownAuthority_GivesTheResponse_UnknownIsUnavailable()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await GrpcTestServer.StartAsync(certificate: certificate);
        using var trusting = server.CreateChannel(new GrpcChannelOptions
        {
            Authorities = [X509CertificateLoader.LoadCertificate(certificate.RawData)],
        });
        using var doubting = server.CreateChannel();

        Assert.Equal(2, (await trusting.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest())).Streams.Count);
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => doubting.CallAsync(PoseMethods.ListStreams, new ListStreamsRequest()));
        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task Health_StatusRemoved_WatchersSeeServiceUnknown()
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.Health.Set("gate", ServingStatus.Serving);
        using var channel = server.CreateChannel();
        var watch = GrpcMethods.Find<PoseStream.Grpc.Health.V1.HealthCheckRequest, PoseStream.Grpc.Health.V1.HealthCheckResponse>(
            PoseStream.Grpc.Health.V1.HealthReflection.Descriptor, "Health", "Watch");
        await using var statuses = channel.StreamAsync(watch, new() { Service = "gate" }).GetAsyncEnumerator();

        Assert.True(await statuses.MoveNextAsync());
        Assert.Equal(ServingStatus.Serving, statuses.Current.Status);
        server.Health.Remove("gate");
        Assert.True(await statuses.MoveNextAsync());
        Assert.Equal(ServingStatus.ServiceUnknown, statuses.Current.Status);
    }
}
