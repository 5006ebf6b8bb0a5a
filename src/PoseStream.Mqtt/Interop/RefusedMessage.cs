using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Interop;

/// <summary>A retained message that the broker has received and does not want.</summary>
/// <param name="ReasonCode">Of its acknowledgement.</param>
internal readonly record struct RefusedMessage(MqttMessage Message, int ReasonCode);
