namespace PoseStream.Mqtt.Messages;

/// <summary>A message to be retained by the broker. The payload must not be changed after it was handed over.</summary>
/// <param name="Payload">An empty one removes what the broker retains at the topic.</param>
public sealed record MqttMessage(MqttTopic Topic, ReadOnlyMemory<byte> Payload, MqttProperties? Properties = null);
