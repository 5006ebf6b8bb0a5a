using System.Net;
using System.Net.Sockets;
using PoseStream.Core.Time;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using PoseStream.TestKit.Mqtt;
using Xunit;

namespace PoseStream.IntegrationTests.Mqtt;

public sealed class MqttReconnectTests
{
    private const string Canary = "canary-Zq7";
    private static readonly MqttTopic Topic = new TopicTree("node1").NodeStatus;

    [Fact]
    public async Task Start_BrokerAbsent_ConnectsWhenItComesAndSendsTheLatest()
    {
        await using var broker = new MosquittoBroker();
        await using var watched = WatchedConnection.Start(WatchedConnection.OptionsFor(broker));
        watched.Connection.PublishRetained(Status("starting"));
        watched.Connection.PublishRetained(Status("online"));
        watched.Connection.PublishLive(Topic, "pose"u8);
        await watched.UntilReasonAsync(MqttDisconnectReason.BrokerUnreachable);
        Assert.Equal($"cannot reach MQTT broker 127.0.0.1:{broker.Port}: Connection refused", watched.Connection.Status.LastError);

        await broker.StartAsync();
        await watched.UntilAsync(w => w.Connection.Status.Published == 1);

        await using var late = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        Assert.Equal("online", (await late.NextAsync()).Text);
        Assert.Equal(1, watched.Connection.Status.Dropped);
        Assert.Equal(0, watched.Connection.Status.Reconnects);
    }

    [Fact]
    public async Task Broker_KilledAndRestarted_ReconnectsAndRestoresTheRetained()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        watched.Connection.PublishRetained(Status("online"));
        await watched.UntilAsync(w => w.Connection.Status.Published == 1);

        await broker.KillAsync();
        await watched.UntilReasonAsync(MqttDisconnectReason.BrokerUnreachable);
        for (var i = 0; i < 10; i++)
        {
            watched.Connection.PublishLive(Topic, "pose"u8);
        }

        Assert.Equal(10, watched.Connection.Status.Dropped);
        await broker.StartAsync();
        await watched.UntilAsync(w => w.ConnectedEvents == 2 && w.Connection.Status.Published == 2);

        Assert.Equal(1, watched.Connection.Status.Reconnects);
        await using var late = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        Assert.Equal("online", (await late.NextAsync()).Text);
    }

    [Fact]
    public async Task Connected_HandlerThrows_IsLoggedAndTheConnectionServes()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = new WatchedConnection(WatchedConnection.OptionsFor(broker));
        watched.Connection.Connected += () => throw new InvalidOperationException("from the handler");
        watched.Connection.Start();
        await watched.UntilAsync(w => w.ConnectedEvents == 1);

        watched.Connection.PublishLive(Topic, "pose"u8);

        Assert.Equal("pose", (await subscriber.NextAsync()).Text);
        Assert.Contains(watched.Log.Entries, line => line.Event.Id == 5007);
    }

    [Fact]
    public async Task Client_AnotherTakesItsId_IsLost()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        var options = WatchedConnection.OptionsFor(broker) with { Backoff = new BackoffLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) };
        await using var first = await WatchedConnection.ConnectAsync(options);

        await using var second = await WatchedConnection.ConnectAsync(options);

        await first.UntilReasonAsync(MqttDisconnectReason.ConnectionLost);
        Assert.Equal(MqttConnectionState.Connected, second.Connection.Status.State);
    }

    [Fact]
    public async Task Password_Wrong_IsTheReasonAndIsNowhereWritten()
    {
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions("cam", "right"));
        var options = WatchedConnection.OptionsFor(broker) with { Username = "cam", Password = Canary };
        await using var watched = WatchedConnection.Start(options);

        await watched.UntilReasonAsync(MqttDisconnectReason.CredentialsRefused);
        await watched.Connection.StopAsync([], TimeSpan.FromSeconds(5));

        Assert.DoesNotContain(Canary, watched.Connection.Status.ToString() + options, StringComparison.Ordinal);
        Assert.NotEmpty(watched.Log.Entries);
        Assert.DoesNotContain(watched.Log.Entries, line => line.ToString().Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Password_Right_Connects()
    {
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions("cam", "right"));

        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { Username = "cam", Password = "right" });

        Assert.Equal(MqttDisconnectReason.None, watched.Connection.Status.Reason);
    }

    [Fact]
    public async Task Server_AcceptsAndIsSilent_NoAnswerAfterTheTimeout()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var watched = WatchedConnection.Start(OptionsFor(listener) with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });

        await watched.UntilReasonAsync(MqttDisconnectReason.NoAnswer);

        Assert.Contains("said nothing", watched.Connection.Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ClosesAtOnce_NoAnswer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var watched = WatchedConnection.Start(OptionsFor(listener));

        (await listener.AcceptSocketAsync()).Dispose();

        await watched.UntilReasonAsync(MqttDisconnectReason.NoAnswer);
        Assert.Contains("closed the connection without an answer", watched.Connection.Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_SaysGoodbye_ItsReasonIsTold()
    {
        // mosquitto 2.0.11 closes without a word; other brokers send DISCONNECT, here 0x8b.
        byte[] acceptAndGoodbye = [0x20, 3, 0, 0, 0, 0xE0, 2, 0x8B, 0];
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var watched = WatchedConnection.Start(OptionsFor(listener));
        using var client = await listener.AcceptSocketAsync();
        Assert.True(await client.ReceiveAsync(new byte[256]) > 0);

        await client.SendAsync(acceptAndGoodbye);

        await watched.UntilReasonAsync(MqttDisconnectReason.ConnectionLost);
        Assert.EndsWith("lost: Server shutting down", watched.Connection.Status.LastError, StringComparison.Ordinal);
        Assert.Equal(1, watched.ConnectedEvents);
    }

    private static MqttConnectionOptions OptionsFor(TcpListener listener) => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        ClientId = "posestream-test",
        Backoff = new BackoffLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
    };

    private static MqttMessage Status(string text) => new(Topic, System.Text.Encoding.UTF8.GetBytes(text));
}
