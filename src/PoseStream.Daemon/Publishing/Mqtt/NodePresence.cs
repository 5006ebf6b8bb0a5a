using System.Text.Json;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;

namespace PoseStream.Daemon.Publishing.Mqtt;

/// <summary>
/// Whether the service is there, retained at the node's topic: online; stopped, said by itself; offline, said by the broker for a service that vanished.
/// Each start has an instance of its own in all three, so that the late will of an earlier one can be told apart.
/// </summary>
public sealed class NodePresence(TopicTree topics)
{
    private readonly string _instance = Guid.NewGuid().ToString("N");

    public MqttMessage Online => Message("online");

    public MqttMessage Stopped => Message("stopped");

    public MqttMessage Will => Message("offline");

    private MqttMessage Message(string state) => new(
        topics.NodeStatus,
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["state"] = state, ["instance_id"] = _instance }),
        new MqttProperties("application/json"));
}
