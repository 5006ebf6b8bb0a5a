using System.Text.Json.Nodes;
using PoseStream.IntegrationTests.Grpc;
using PoseStream.TestKit;
using PoseStream.TestKit.Grpc;
using PoseStream.TestKit.Mqtt;
using PoseStream.TestKit.Rtsp;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The main job with nothing of ours on the other side: GStreamer's server, grpcio, mosquitto.</summary>
public sealed class MainJobTests
{
    private const int FramesWithPeople = 20;

    [SharedFact("video/room-one-by-one.mp4", "models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Run_RtspServerKilledAndRestarted_PublishesPeopleOverGrpcAndMqttUnderANewEpoch()
    {
        using var data = new TemporaryFolder();
        await using var camera = await GStreamerRtspServer.StartAsync(new RtspServerOptions { File = SharedMaterial.PathOf("video/room-one-by-one.mp4") });
        await using var broker = await MosquittoBroker.RunAsync();
        await using var poses = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/v1/test/room/poses");
        var config = data.Write("posestream.json", $$"""
            {
              "preset": "rtmdet-mediapipe",
              "node": "test",
              "cameras": [{ "name": "room", "url": "{{camera.Url}}", "stall_timeout_s": 2 }],
              "grpc": { "listen": "127.0.0.1:0" },
              "mqtt": { "enabled": true, "host": "127.0.0.1", "port": {{broker.Port}} }
            }
            """);
        await using var program = PoseStreamProgram.Start(data, "run", "--config", config);
        var server = await program.GrpcAsync();
        using var descriptors = new DescriptorSetFile();
        await using var client = PythonGrpcClient.Start(
            server.ToString(), descriptors.Path, new { method = "/posestream.v1.PoseService/StreamPoses", requests = new[] { new { stream_ids = new[] { "room" } } } });

        await AssertPeopleAsync(client, epoch: 1);
        await AssertPeopleOverMqttAsync(poses, epoch: 1);

        await camera.KillAsync();
        using var status = new StatusClient(server);
        await status.UntilAsync("room", stream => stream.State is not (StreamState.Streaming or StreamState.Connecting) && stream.NextRetryTime is not null);
        await camera.RestartAsync();

        await AssertPeopleAsync(client, epoch: 2);
        await AssertPeopleOverMqttAsync(poses, epoch: 2);
        var end = await program.TerminateAsync();
        Assert.Equal(0, end.ExitCode);
        await using var presence = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/v1/test/status");
        Assert.Contains("\"stopped\"", (await presence.NextAsync()).Text, StringComparison.Ordinal);
    }

    /// <summary>Reads until enough frames of the epoch had a person who stands where people can stand in that room.</summary>
    private static async Task AssertPeopleAsync(GrpcPeerProcess client, int epoch)
    {
        var ids = new HashSet<string>();
        for (var found = 0; found < FramesWithPeople;)
        {
            var frame = await NextFrameAsync(client, epoch);
            Assert.Equal("room/camera_optical", (string?)frame["frame_id"]);
            Assert.Equal("halpe26@1", (string?)frame["skeleton_id"]);
            var people = frame["people"]?.AsArray() ?? [];
            foreach (var person in people.Where(person => (string?)person!["state"] == "TRACK_STATE_CONFIRMED" && person["root_position_m"] is not null))
            {
                // Predicted ones too: nobody walks into the camera or through the wall.
                var root = person!["root_position_m"]!;
                Assert.InRange((double)root["z"]!, 1, 12);
                if ((bool?)person["root_predicted"] is true)
                {
                    continue;
                }

                Assert.NotEmpty(person["joints"]!.AsArray());
                ids.Add((string)person["track_id"]!);
                found++;
            }
        }

        Assert.NotEmpty(ids);
    }

    private static async Task<JsonNode> NextFrameAsync(GrpcPeerProcess client, int epoch)
    {
        while (true)
        {
            var next = await client.NextAsync();
            Assert.Null(next["status"]);
            if (next["message"]?["frame"] is { } frame && (string?)frame["stream_epoch"] == epoch.ToString())
            {
                return frame;
            }
        }
    }

    private static async Task AssertPeopleOverMqttAsync(MosquittoSubscriber poses, ulong epoch)
    {
        var message = await poses.NextAsync(m =>
        {
            var frame = PoseFrame.Parser.ParseFrom(m.Payload);
            return frame.StreamEpoch == epoch && frame.People.Any(person => person.RootPositionM is not null);
        });
        Assert.Equal("room", PoseFrame.Parser.ParseFrom(message.Payload).StreamId);
        Assert.False(message.Retained);
    }
}
