using System.Globalization;
using System.Text.Json.Nodes;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Wire;
using PoseStream.TestKit.Grpc;
using PoseStream.V1;
using Xunit;
using static PoseStream.Grpc.Health.V1.HealthCheckResponse.Types;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>Our server against clients of two other implementations.</summary>
public class GrpcPeerTests
{
    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Unary_KnownMethod_GivesTheResponse(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();

        var outcome = await CallAsync(server, peer, PoseMethods.ListStreams.Path);

        Assert.Equal(0, outcome.Status);
        var streams = Assert.Single(outcome.Messages)["streams"]!.AsArray();
        Assert.Equal(["gate", "yard"], streams.Select(stream => stream!["stream_id"]!.GetValue<string>()));
        Assert.Equal(29.5, streams[0]!["published_fps"]!.GetValue<double>());
        if (peer == GrpcPeer.Python)
        {
            // proto-loader does not know a map again in a descriptor set.
            Assert.Equal("3", streams[0]!["frames_dropped"]!["no_buffer"]!.GetValue<string>());
        }
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Unary_HandlerRefuses_GivesStatusAndMessage(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();

        var outcome = await CallAsync(server, peer, PoseMethods.GetStream.Path, new { stream_id = "street" });

        Assert.Equal((int)GrpcStatusCode.NotFound, outcome.Status);
        Assert.Equal("no stream 'street': 100 % unknown – naïve?", outcome.Details);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Unary_HandlerFails_IsInternalWithoutDetails(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.ExpectedLogIds.Enqueue(4000);

        var outcome = await CallAsync(server, peer, PoseMethods.GetStream.Path, new { stream_id = "broken" });

        Assert.Equal((int)GrpcStatusCode.Internal, outcome.Status);
        Assert.DoesNotContain(GrpcTestServer.Secret, outcome.Details, StringComparison.Ordinal);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Unary_DeadlinePasses_IsDeadlineExceeded(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();

        var outcome = await RunAsync(server, peer, new { method = PoseMethods.GetStream.Path, requests = new[] { new { stream_id = "silent" } }, timeout = 0.3 });

        Assert.Equal((int)GrpcStatusCode.DeadlineExceeded, outcome.Status);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python, "/posestream.v1.SkeletonService/GetSkeleton")]
    [InlineData(GrpcPeer.Node, "/posestream.v1.SkeletonService/GetSkeleton")]
    [InlineData(GrpcPeer.Python, "/nobody.v9.Nothing/Do")]
    [InlineData(GrpcPeer.Node, "/nobody.v9.Nothing/Do")]
    public async Task Call_UnknownMethod_IsUnimplemented(GrpcPeer peer, string method)
    {
        await using var server = await GrpcTestServer.StartAsync();

        var outcome = await CallAsync(server, peer, method);

        Assert.Equal((int)GrpcStatusCode.Unimplemented, outcome.Status);
        Assert.Contains(method, outcome.Details, StringComparison.Ordinal);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Unary_RequestOverTheLimit_IsResourceExhausted(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions { MaxRequestBytes = 1000 });

        var outcome = await CallAsync(server, peer, PoseMethods.GetStream.Path, new { stream_id = new string('x', 50_000) });

        Assert.Equal((int)GrpcStatusCode.ResourceExhausted, outcome.Status);
        Assert.Contains("limit of 1000", outcome.Details, StringComparison.Ordinal);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Stream_OneStreamChosen_GivesItsFramesUntilTheClientCancels(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        await using var client = await StartAsync(server, peer, new
        {
            method = PoseMethods.StreamPoses.Path,
            requests = new[] { new { stream_ids = new[] { "yard" } } },
            cancel_after = 2,
        });
        await client.WaitUntilStartedAsync();

        server.Publish(new PoseFrame { StreamId = "gate", Sequence = 1 });
        server.Publish(Frame("yard", 2));
        server.Publish(Frame("yard", 3));
        var outcome = await client.RunToEndAsync();

        Assert.Equal((int)GrpcStatusCode.Cancelled, outcome.Status);
        Assert.Equal(["2", "3"], outcome.Messages.Select(message => message["frame"]!["sequence"]!.GetValue<string>()));
        Assert.Equal(0.375, outcome.Messages[0]["frame"]!["people"]![0]!["root_position_m"]!["x"]!.GetValue<double>());
        Assert.IsType<OperationCanceledException>(await server.NextEndAsync(), exactMatch: false);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Stream_SlowClient_OthersLoseNothingAndItIsToldItsLoss(GrpcPeer peer)
    {
        const int Frames = 120;
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions { WriteDeadline = TimeSpan.FromMinutes(1) });
        await using var slow = await StartAsync(
            server, peer, new { method = PoseMethods.StreamPoses.Path, requests = new[] { new { } }, pause_after = 1 });
        await slow.WaitUntilStartedAsync();
        using var channel = server.CreateChannel();
        await using var fast = channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()).GetAsyncEnumerator();
        var first = fast.MoveNextAsync();
        await server.WaitForSubscriberAsync();
        await server.WaitForSubscriberAsync();

        for (var sequence = 0UL; sequence < Frames; sequence++)
        {
            server.Publish(LargeFrame(sequence));
            Assert.True(await (sequence == 0 ? first : fast.MoveNextAsync()));
            Assert.Equal((sequence, 0UL), (fast.Current.Frame.Sequence, fast.Current.Missed));
        }

        await slow.ResumeAsync();
        var received = 0UL;
        var missed = 0UL;
        while (received + missed < Frames)
        {
            var message = await slow.NextMessageAsync();
            received++;
            missed += ulong.Parse(message["missed"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture);
            Assert.Equal(received + missed - 1, Sequence(message));
        }

        Assert.True(missed > Frames / 4, $"only {missed} of {Frames} were missed");
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Stream_ClientDoesNotReadAtAll_IsEndedWithResourceExhausted(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions { WriteDeadline = TimeSpan.FromSeconds(3) });
        server.ExpectedLogIds.Enqueue(4003);
        await using var client = await StartAsync(server, peer, new { method = PoseMethods.StreamPoses.Path, requests = new[] { new { } }, pause_after = 1 });
        await client.WaitUntilStartedAsync();

        var ended = server.NextEndAsync();
        for (var sequence = 0UL; !ended.IsCompleted; sequence++)
        {
            server.Publish(LargeFrame(sequence));
            await Task.Delay(1);
        }

        await client.ResumeAsync();
        var outcome = await client.RunToEndAsync();

        Assert.IsType<OperationCanceledException>(await ended, exactMatch: false);
        Assert.Equal((int)GrpcStatusCode.ResourceExhausted, outcome.Status);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Stream_ClientIsKilled_IsSeenByTheServerAndLogsNoError(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        await using (var client = await StartAsync(server, peer, new { method = PoseMethods.StreamPoses.Path, requests = new[] { new { } } }))
        {
            await client.WaitUntilStartedAsync();
        }

        var ended = server.NextEndAsync();
        while (!ended.IsCompleted)
        {
            server.Publish(Frame("gate", 1));
            await Task.Delay(1);
        }

        Assert.IsType<OperationCanceledException>(await ended, exactMatch: false);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Stream_ServerStops_IsUnavailable(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        await using var client = await StartAsync(server, peer, new { method = PoseMethods.StreamPoses.Path, requests = new[] { new { } } });
        await client.WaitUntilStartedAsync();

        var stopping = server.StopAsync();

        Assert.Equal((int)GrpcStatusCode.Unavailable, (await client.RunToEndAsync()).Status);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Health_Watch_TellsEveryChange(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        await using var client = await StartAsync(server, peer, new { method = "/grpc.health.v1.Health/Watch", requests = new[] { new { service = "gate" } } });
        await client.WaitUntilStartedAsync();

        Assert.Equal("SERVICE_UNKNOWN", await NextStatusAsync());
        server.Health.Set("gate", ServingStatus.Serving);
        Assert.Equal("SERVING", await NextStatusAsync());
        server.Health.Set("other", ServingStatus.Serving);
        server.Health.Set("gate", ServingStatus.NotServing);
        Assert.Equal("NOT_SERVING", await NextStatusAsync());

        async Task<string> NextStatusAsync() => (await client.NextMessageAsync())["status"]!.GetValue<string>();
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Health_Check_KnowsWhatWasSetAndNothingElse(GrpcPeer peer)
    {
        await using var server = await GrpcTestServer.StartAsync();
        server.Health.Set(string.Empty, ServingStatus.Serving);

        var whole = await CallAsync(server, peer, "/grpc.health.v1.Health/Check", new { service = string.Empty });
        var unknown = await CallAsync(server, peer, "/grpc.health.v1.Health/Check", new { service = "street" });

        Assert.Equal("SERVING", Assert.Single(whole.Messages)["status"]!.GetValue<string>());
        Assert.Equal((int)GrpcStatusCode.NotFound, unknown.Status);
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python, "v1")]
    [InlineData(GrpcPeer.Python, "v1alpha")]
    [InlineData(GrpcPeer.Node, "v1")]
    [InlineData(GrpcPeer.Node, "v1alpha")]
    public async Task Reflection_OneCallOfThreeQuestions_AnswersInOrder(GrpcPeer peer, string version)
    {
        await using var server = await GrpcTestServer.StartAsync();

        var outcome = await CallAsync(
            server,
            peer,
            $"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            new { list_services = "*" },
            new { file_containing_symbol = "posestream.v1.PoseService" },
            new { file_by_filename = "nothing.proto" });

        Assert.Equal(0, outcome.Status);
        Assert.Equal(3, outcome.Messages.Count);
        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
                "posestream.v1.PoseService", "posestream.v1.StreamService",
            ],
            outcome.Messages[0]["list_services_response"]!["service"]!.AsArray().Select(service => service!["name"]!.GetValue<string>()));
        Assert.Equal(4, outcome.Messages[1]["file_descriptor_response"]!["file_descriptor_proto"]!.AsArray().Count);
        Assert.Equal((int)GrpcStatusCode.NotFound, outcome.Messages[2]["error_response"]!["error_code"]!.GetValue<int>());
    }

    [GrpcPeerTheory]
    [InlineData(GrpcPeer.Python)]
    [InlineData(GrpcPeer.Node)]
    public async Task Tls_KnownAuthority_GivesTheResponse(GrpcPeer peer)
    {
        using var certificate = LoopbackCertificate.Create();
        var pem = Path.GetTempFileName();
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
        await using var server = await GrpcTestServer.StartAsync(certificate: certificate);

        var outcome = await RunAsync(server, peer, new { method = PoseMethods.ListStreams.Path, requests = new[] { new { } }, ca = pem });
        File.Delete(pem);

        Assert.Equal(0, outcome.Status);
    }

    private static PoseFrame Frame(string stream, ulong sequence) =>
        new() { StreamId = stream, Sequence = sequence, People = { new Person { RootPositionM = new Vector3 { X = 0.375f } } } };

    /// <summary>64 KB, so that a client that does not read fills its flow control window soon.</summary>
    private static PoseFrame LargeFrame(ulong sequence) =>
        new() { StreamId = "gate", Sequence = sequence, ModelIds = { new string('m', 65_536) } };

    private static ulong Sequence(JsonNode message) =>
        ulong.Parse(message["frame"]!["sequence"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture);

    private static Task<GrpcPeerOutcome> CallAsync(GrpcTestServer server, GrpcPeer peer, string method, params object[] requests) =>
        RunAsync(server, peer, new { method, requests = requests.Length == 0 ? [new { }] : requests });

    private static async Task<GrpcPeerOutcome> RunAsync(GrpcTestServer server, GrpcPeer peer, object call)
    {
        await using var client = await StartAsync(server, peer, call);
        return await client.RunToEndAsync();
    }

    private static Task<GrpcPeerProcess> StartAsync(GrpcTestServer server, GrpcPeer peer, object call) =>
        GrpcPeerClient.StartAsync(peer, server.Target, server.DescriptorSet, call);
}
