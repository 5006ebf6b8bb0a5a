using System.Diagnostics;
using System.Globalization;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using PoseStream.TestKit.Mqtt;
using Xunit;

namespace PoseStream.IntegrationTests.Mqtt;

public sealed class MqttPresenceTests
{
    private static readonly TopicTree Tree = new("node1");
    private static readonly MqttMessage Online = Status("online");
    private static readonly MqttMessage Stopped = Status("stopped");
    private static readonly MqttMessage Lost = Status("lost");

    [Fact]
    public async Task Process_Killed_BrokerPublishesTheWill()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        using var child = StartChild(broker.Port);
        try
        {
            Assert.Equal("online", (await subscriber.NextAsync()).Text);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        var will = await subscriber.NextAsync();
        Assert.Equal((StartupHook.Topic, "lost"), (will.Topic, will.Text));
        await using var late = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        Assert.Equal((true, "lost"), await late.NextAsync() is var kept ? (kept.Retained, kept.Text) : default);
    }

    [Fact]
    public async Task Stop_WithLastWords_TheyArriveAndTheWillDoesNot()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { Will = Lost });
        watched.Connection.PublishRetained(Online);

        await watched.Connection.StopAsync([Stopped], TimeSpan.FromSeconds(10));

        Assert.Equal(MqttDisconnectReason.Stopped, watched.Connection.Status.Reason);
        Assert.Equal("stopped", (await subscriber.NextAsync(m => m.Text != "online")).Text);
        await broker.UntilLoggedAsync("Client posestream-test disconnected.");
        await AssertNothingFollowsAsync(broker, subscriber);
    }

    [Fact]
    public async Task Stop_PublishAfterwards_IsIgnored()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker));
        await watched.Connection.StopAsync([Stopped], TimeSpan.FromSeconds(10));

        watched.Connection.PublishRetained(Online);
        watched.Connection.PublishLive(Tree.NodeStatus, "pose"u8);

        Assert.Equal("stopped", (await subscriber.NextAsync()).Text);
        await AssertNothingFollowsAsync(broker, subscriber);
        Assert.Equal(1, watched.Connection.Status.Dropped);
    }

    [Fact]
    public async Task Stop_BrokerStalled_EndsInTimeAndTheWillSpeaks()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { Will = Lost });
        broker.Pause();
        var started = TimeProvider.System.GetTimestamp();

        await watched.Connection.StopAsync([Stopped], TimeSpan.FromMilliseconds(300));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
        broker.Resume();
        Assert.Equal("lost", (await subscriber.NextAsync(m => m.Text != "stopped")).Text);
        Assert.Contains(watched.Log.Entries, line => line.Event.Id == 5004);
    }

    [Fact]
    public async Task Stop_AnotherProcessHasInheritedTheSocket_TheWillSpeaks()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/#");
        await using var watched = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { Will = Lost });
        using var heir = Process.Start("sleep", "300");
        try
        {
            broker.Pause();
            await watched.Connection.StopAsync([Stopped], TimeSpan.FromMilliseconds(300));
            broker.Resume();

            Assert.Equal("lost", (await subscriber.NextAsync(m => m.Text != "stopped")).Text);
        }
        finally
        {
            heir.Kill();
        }
    }

    [Fact]
    public async Task Stop_BrokerAbsent_EndsAtOnce()
    {
        await using var broker = new MosquittoBroker();
        await using var watched = WatchedConnection.Start(WatchedConnection.OptionsFor(broker));
        await watched.UntilReasonAsync(MqttDisconnectReason.BrokerUnreachable);
        var started = TimeProvider.System.GetTimestamp();

        await watched.Connection.StopAsync([Stopped], TimeSpan.FromSeconds(30));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
        Assert.Equal(MqttDisconnectReason.Stopped, watched.Connection.Status.Reason);
    }

    [Fact]
    public async Task Stop_NeverStarted_Ends()
    {
        await using var broker = new MosquittoBroker();
        await using var watched = new WatchedConnection(WatchedConnection.OptionsFor(broker));

        await watched.Connection.StopAsync([], TimeSpan.FromSeconds(1));
        await watched.Connection.StopAsync([], TimeSpan.FromSeconds(1));

        Assert.Throws<InvalidOperationException>(watched.Connection.Start);
    }

    /// <summary>A message of another client that comes after all that the broker had to say.</summary>
    private static async Task AssertNothingFollowsAsync(MosquittoBroker broker, MosquittoSubscriber subscriber)
    {
        var marker = new MqttTopic("posestream/marker");
        await using var other = await WatchedConnection.ConnectAsync(WatchedConnection.OptionsFor(broker) with { ClientId = "marker" });
        other.Connection.PublishRetained(new MqttMessage(marker, "end"u8.ToArray()));
        Assert.Equal(marker.Name, (await subscriber.NextAsync()).Topic);
    }

    private static MqttMessage Status(string text) => new(Tree.NodeStatus, System.Text.Encoding.UTF8.GetBytes(text));

    private static Process StartChild(int port)
    {
        var assembly = typeof(StartupHook).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly]);
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[StartupHook.PortVariable] = port.ToString(CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }
}
