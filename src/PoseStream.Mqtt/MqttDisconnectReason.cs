namespace PoseStream.Mqtt;

/// <summary>Why there is no connection. Only <see cref="Stopped"/> and <see cref="NotStarted"/> are not retried.</summary>
public enum MqttDisconnectReason
{
    /// <summary>There is a connection.</summary>
    None,

    NotStarted,

    /// <summary>The host's name does not resolve.</summary>
    HostNotFound,

    /// <summary>Nothing answers at the address: refused, no route, timed out.</summary>
    BrokerUnreachable,

    /// <summary>TCP came up, but the broker did not accept or refuse within <see cref="MqttConnectionOptions.ConnectTimeout"/>.</summary>
    NoAnswer,

    /// <summary>The broker refused the user name or password.</summary>
    CredentialsRefused,

    /// <summary>The TLS handshake failed: the certificate is not trusted, has expired or names another host.</summary>
    TlsFailed,

    /// <summary>The broker refused for another reason, or speaks no MQTT 5.</summary>
    Refused,

    /// <summary>A working connection broke.</summary>
    ConnectionLost,

    Stopped,
}
