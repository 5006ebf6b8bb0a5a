using PoseStream.Core.Frames;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Topics;

/// <summary>The topics of one node: posestream/v1/&lt;node&gt;/… (facts: interfaces §4.4).</summary>
public sealed class TopicTree
{
    private readonly string _root;

    /// <param name="node">The name of this machine or service; allowed is what <see cref="CameraId"/> allows, so no '/', no wildcard.</param>
    /// <exception cref="ArgumentException">Another character, empty, or longer than 64.</exception>
    public TopicTree(string node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (!CameraId.IsValid(node))
        {
            throw new ArgumentException($"MQTT node name '{node}' may hold only letters, digits, '.', '_' and '-', and 1 to 64 of them", nameof(node));
        }

        _root = $"posestream/v1/{node}";
        NodeStatus = new MqttTopic($"{_root}/status");
    }

    /// <summary>Presence of the whole node, retained: the topic of the will.</summary>
    public MqttTopic NodeStatus { get; }

    public StreamTopics ForStream(CameraId stream)
    {
        var root = $"{_root}/{stream.Value}";
        return new StreamTopics(new MqttTopic($"{root}/status"), new MqttTopic($"{root}/poses"), new MqttTopic($"{root}/poses/json"));
    }
}
