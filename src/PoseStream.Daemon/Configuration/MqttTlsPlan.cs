namespace PoseStream.Daemon.Configuration;

/// <param name="CaFile">Absolute path of a PEM file; null: the system's certificates.</param>
/// <param name="Insecure">Accept a certificate that was made for another host name. For tests only.</param>
public sealed record MqttTlsPlan(bool Enabled, string? CaFile, bool Insecure);
