using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Topics;

/// <summary>Where one stream of a node publishes.</summary>
/// <param name="Status">Retained JSON.</param>
/// <param name="Poses">Protobuf, not retained.</param>
/// <param name="PosesJson">The same as JSON, where asked for.</param>
public sealed record StreamTopics(MqttTopic Status, MqttTopic Poses, MqttTopic PosesJson);
