using System.Text;
using PoseStream.Core.Frames;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using PoseStream.TestKit.Mqtt;
using Xunit;

namespace PoseStream.IntegrationTests.Mqtt;

public sealed class MqttPublishTests
{
    private static readonly TopicTree Tree = new("node1");
    private static readonly StreamTopics Gate = Tree.ForStream(new CameraId("gate"));

    [Fact]
    public async Task PublishLive_WithProperties_ArrivesWithThem()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        var properties = new MqttProperties("application/x-protobuf", TimeSpan.FromSeconds(5), KeyValuePair.Create("schema", "posestream.v1.PoseFrame"));

        watched.Connection.PublishLive(Gate.Poses, [0, 1, 254, 255], properties, sequence: ulong.MaxValue);

        var message = await subscriber.NextAsync();
        Assert.Equal("posestream/v1/node1/gate/poses", message.Topic);
        Assert.Equal([0, 1, 254, 255], message.Payload);
        Assert.Equal(0, message.Qos);
        Assert.Equal("application/x-protobuf", message.Properties["content-type"]);
        Assert.Equal("5", message.Properties["message-expiry-interval"]);
        Assert.Equal("posestream.v1.PoseFrame", message.Properties["schema"]);
        Assert.Equal("18446744073709551615", message.Properties["sequence"]);
    }

    [Fact]
    public async Task PublishLive_EmptyAndLarge_ArriveWhole()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        var large = new byte[1 << 20];
        new Random(1).NextBytes(large);

        watched.Connection.PublishLive(Gate.Poses, []);
        watched.Connection.PublishLive(Gate.Poses, large);

        Assert.Empty((await subscriber.NextAsync()).Payload);
        Assert.Equal(large, (await subscriber.NextAsync()).Payload);
    }

    [Fact]
    public async Task PublishLive_LateSubscriber_SeesNothing()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        watched.Connection.PublishLive(Gate.Poses, "pose"u8);
        watched.Connection.PublishRetained(Status("online"));
        await watched.UntilAsync(w => w.Connection.Status.Published == 2);

        await using var late = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");

        Assert.Equal(Gate.Status.Name, (await late.NextAsync()).Topic);
        Assert.Empty(late.TakeWaiting());
    }

    [Fact]
    public async Task PublishRetained_LateSubscriber_SeesTheLatest()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        watched.Connection.PublishRetained(Status("starting"));
        await watched.UntilAsync(w => w.Connection.Status.Published == 1);
        watched.Connection.PublishRetained(Status("online"));
        await watched.UntilAsync(w => w.Connection.Status.Published == 2);

        await using var late = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");

        var message = await late.NextAsync();
        Assert.True(message.Retained);
        Assert.Equal("online", message.Text);
        Assert.Equal("application/json", message.Properties["content-type"]);
    }

    [Fact]
    public async Task PublishRetained_ManyTopicsAtOnce_AllArrive()
    {
        const int topics = 500;
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));

        for (var i = 0; i < topics; i++)
        {
            watched.Connection.PublishRetained(new MqttMessage(Tree.ForStream(new CameraId($"cam{i}")).Status, "online"u8.ToArray()));
        }

        var seen = new HashSet<string>();
        while (seen.Count < topics)
        {
            Assert.True(seen.Add((await subscriber.NextAsync()).Topic));
        }

        await watched.UntilAsync(w => w.Connection.Status.Published == topics);
    }

    [Fact]
    public async Task PublishLive_BrokerStalled_NewestWinsAndEveryLossIsCounted()
    {
        const int offered = 400;
        var payload = new byte[256 * 1024];
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { QueueCapacity = 4 });

        // 100 MB do not fit into the buffers of two sockets: the rest must be lost, and be the oldest.
        broker.Pause();
        for (var i = 0; i < offered; i++)
        {
            BitConverter.TryWriteBytes(payload, i);
            watched.Connection.PublishLive(Gate.Poses, payload);
        }

        Assert.True(watched.Connection.Status.Dropped > offered / 2);
        broker.Resume();

        var last = await subscriber.NextAsync(m => BitConverter.ToInt32(m.Payload) == offered - 1);
        Assert.Equal(payload.Length, last.Payload.Length);
        await watched.UntilAsync(w => w.Connection.Status is var s && s.Published + s.Dropped == offered);
        Assert.Equal(MqttConnectionState.Connected, watched.Connection.Status.State);
        Assert.Equal(0, watched.Connection.Status.Reconnects);
    }

    [Fact]
    public async Task PublishLive_ManyThreads_NothingIsTornOrUncounted()
    {
        const int threads = 4;
        const int each = 500;
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));

        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            var text = Encoding.UTF8.GetBytes(new string((char)('a' + thread), 100 + thread));
            for (var i = 0; i < each; i++)
            {
                watched.Connection.PublishLive(Gate.Poses, text);
            }
        })));

        await watched.UntilAsync(w => w.Connection.Status is var s && s.Published + s.Dropped == threads * each);
        var published = watched.Connection.Status.Published;
        for (var i = 0; i < published; i++)
        {
            var text = (await subscriber.NextAsync()).Text;
            Assert.Equal(new string(text[0], 100 + text[0] - 'a'), text);
        }
    }

    [Fact]
    public async Task PublishRetained_BrokerForbidsTheTopic_IsToldOnceAndNotCounted()
    {
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Writable: "posestream/v1/other/#"));
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        var allowed = new MqttMessage(new TopicTree("other").NodeStatus, "online"u8.ToArray());

        watched.Connection.PublishRetained(Status("online"));
        await watched.UntilAsync(w => w.Connection.Status.LastError is not null);
        watched.Connection.PublishRetained(Status("degraded"));
        watched.Connection.PublishRetained(allowed);
        await watched.UntilAsync(w => w.Connection.Status.Published > 0);

        Assert.Equal(1, watched.Connection.Status.Published);
        Assert.Equal(
            $"MQTT broker 127.0.0.1:{broker.Port} does not take a message of 6 bytes to {Gate.Status}: Not authorized", watched.Connection.Status.LastError);
        Assert.Single(watched.Log.Entries, line => line.Event.Id == 5006);
        Assert.Equal(MqttConnectionState.Connected, watched.Connection.Status.State);
    }

    [Fact]
    public async Task PublishLive_LargerThanTheBrokerAllows_IsCountedAtOnceAndOnlyOnce()
    {
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(MaxPacketBytes: 1000));
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));

        watched.Connection.PublishLive(Gate.Poses, new byte[2000]);
        watched.Connection.PublishLive(Gate.Poses, new byte[100]);
        await watched.UntilAsync(w => w.Connection.Status.Published == 1);

        Assert.Equal(1, watched.Connection.Status.Dropped);
        Assert.Contains($"a message of 2000 bytes to {Gate.Poses}: ", watched.Connection.Status.LastError, StringComparison.Ordinal);
        await watched.Connection.StopAsync([], TimeSpan.FromSeconds(10));
        Assert.Equal(1, watched.Connection.Status.Dropped);
    }

    private static MqttMessage Status(string text) =>
        new(Gate.Status, Encoding.UTF8.GetBytes(text), new MqttProperties("application/json"));
}
