using PoseStream.TestKit;
using PoseStream.TestKit.Mqtt;
using PoseStream.TestKit.Rtsp;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Faults of one camera or of the broker while the service runs: a state that tells them apart, other cameras untouched, no password anywhere.</summary>
public sealed class CameraFaultTests
{
    private const string Canary = "canary-7Yq";

    [SharedFact("models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx", "video/room-one-by-one.mp4")]
    public async Task Run_CamerasWithFaults_EachShowsItsOwnAndTheGoodOneStreams()
    {
        using var data = new TemporaryFolder();
        await using var good = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var locked = await GStreamerRtspServer.StartAsync(new RtspServerOptions { User = "camera", Password = "right", Authentication = "digest" });
        var config = data.Write("posestream.json", $$"""
            {
              "cameras": [
                { "name": "good", "url": "{{good.Url}}" },
                { "name": "password", "url": "{{locked.UrlFor("camera", Canary)}}" },
                { "name": "path", "url": "{{good.UrlFor(null, null, "nothing-here")}}" },
                { "name": "absent", "url": "rtsp://user:{{Canary}}@127.0.0.1:1/x" },
                { "name": "file", "url": "{{data.PathOf("absent.mp4")}}" }
              ],
              "grpc": { "listen": "127.0.0.1:0" },
              "mqtt": { "enabled": true, "host": "127.0.0.1", "port": 1, "username": "u", "password": "{{Canary}}" }
            }
            """);
        await using var program = PoseStreamProgram.Start(data, "run", "--config", config);
        using var status = new StatusClient(await program.GrpcAsync());

        await status.UntilAsync("password", stream => stream.State is StreamState.AuthFailed);
        await status.UntilAsync("path", stream => stream.State is StreamState.NotFound);
        await status.UntilAsync("absent", stream => stream.State is StreamState.Unreachable);
        await status.UntilAsync("file", stream => stream.State is StreamState.NotFound);
        var before = await status.UntilAsync("good", stream => stream.State is StreamState.Streaming && stream.FramesPublished > 0);
        await status.UntilAsync("good", stream => stream.FramesPublished > before.FramesPublished + 10);
        await program.UntilLoggedAsync("(?i)mqtt");

        foreach (var name in new[] { "password", "absent" })
        {
            Assert.DoesNotContain(Canary, (await status.GetAsync(name)).ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
        Assert.DoesNotContain(program.Log, line => line.Contains(Canary, StringComparison.Ordinal));
    }

    [SharedFact("models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx", "video/room-one-by-one.mp4")]
    public async Task Run_BrokerStartedLater_GetsOnlineAndStatus()
    {
        using var data = new TemporaryFolder();
        await using var broker = await MosquittoBroker.RunAsync();
        await broker.KillAsync();
        var config = data.Write("posestream.json", $$"""
            {
              "node": "late",
              "cameras": [{ "name": "room", "url": "{{SharedMaterial.PathOf("video/room-one-by-one.mp4")}}" }],
              "grpc": { "listen": "127.0.0.1:0" },
              "mqtt": { "enabled": true, "host": "127.0.0.1", "port": {{broker.Port}}, "format": "json", "status_interval_s": 1 }
            }
            """);
        await using var program = PoseStreamProgram.Start(data, "run", "--config", config);
        using var status = new StatusClient(await program.GrpcAsync());
        await status.UntilAsync("room", stream => stream.FramesPublished > 0);

        await broker.StartAsync();
        await using var reader = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/v1/late/#");
        Assert.Contains("\"online\"", (await reader.NextAsync(m => m.Topic == "posestream/v1/late/status")).Text, StringComparison.Ordinal);
        Assert.Contains("STREAM_STATE_STREAMING", (await reader.NextAsync(m => m.Topic == "posestream/v1/late/room/status")).Text, StringComparison.Ordinal);
        var poses = await reader.NextAsync(m => m.Topic == "posestream/v1/late/room/poses/json");
        Assert.Equal("room", PoseFrame.Parser.ParseJson(poses.Text).StreamId);
        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
    }
}
