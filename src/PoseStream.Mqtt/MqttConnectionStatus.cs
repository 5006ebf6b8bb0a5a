namespace PoseStream.Mqtt;

/// <summary>What a connection is doing and has done since it was made.</summary>
/// <param name="LastError">The last loss of the connection or refusal of a message: one line, without credentials; null while there was none. It stays after a reconnection.</param>
/// <param name="Published">Messages written to the socket (live) or accepted by the broker (retained).</param>
/// <param name="Dropped">Live messages that were lost: while disconnected, overtaken by newer ones, too large for the broker, or in flight when the connection broke.</param>
/// <param name="Reconnects">Connections made after the first.</param>
public sealed record MqttConnectionStatus(
    MqttConnectionState State,
    MqttDisconnectReason Reason,
    string? LastError,
    long Published,
    long Dropped,
    long Reconnects);
