namespace PoseStream.Mqtt.Interop;

/// <summary>The library refused a call that ought to work, or what a user wrote for it. It ends the attempt, not the connection.</summary>
/// <param name="message">One line for a person.</param>
internal sealed class MqttNativeException(string message, MqttDisconnectReason reason = MqttDisconnectReason.BrokerUnreachable) : Exception(message)
{
    public MqttDisconnectReason Reason { get; } = reason;
}
