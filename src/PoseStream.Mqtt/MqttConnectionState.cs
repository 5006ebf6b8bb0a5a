namespace PoseStream.Mqtt;

/// <summary>Where a connection stands. An absent broker is a state, never a failure of the service.</summary>
public enum MqttConnectionState
{
    /// <summary>Not connected; <see cref="MqttConnectionStatus.Reason"/> tells why.</summary>
    Disconnected,

    /// <summary>An attempt is under way.</summary>
    Connecting,

    /// <summary>The broker has accepted the connection.</summary>
    Connected,
}
