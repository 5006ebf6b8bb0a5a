namespace PoseStream.Mqtt.Interop;

/// <summary>The library refused a call that ought to work. It ends the attempt, not the connection.</summary>
internal sealed class MqttNativeException(string message) : Exception(message);
