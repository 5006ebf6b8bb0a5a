using System.Diagnostics.CodeAnalysis;

namespace PoseStream.Mqtt.Messages;

/// <summary>The latest retained message of every topic, and which of them the broker has yet to get. Not thread-safe.</summary>
internal sealed class RetainedStore
{
    private readonly Dictionary<MqttTopic, MqttMessage> _latest = [];
    private readonly HashSet<MqttTopic> _waiting = [];
    private readonly Queue<MqttTopic> _order = [];

    public int Waiting => _order.Count;

    public void Set(MqttMessage message)
    {
        _latest[message.Topic] = message;
        Mark(message.Topic);
    }

    /// <summary>The broker is a new one, or has replaced a message by our will: it gets everything again.</summary>
    public void MarkAll()
    {
        foreach (var topic in _latest.Keys)
        {
            Mark(topic);
        }
    }

    public bool TryTake([NotNullWhen(true)] out MqttMessage? message)
    {
        message = null;
        if (!_order.TryDequeue(out var topic))
        {
            return false;
        }

        _waiting.Remove(topic);
        message = _latest[topic];
        return true;
    }

    private void Mark(MqttTopic topic)
    {
        if (_waiting.Add(topic))
        {
            _order.Enqueue(topic);
        }
    }
}
