namespace PoseStream.Daemon.Configuration;

/// <param name="CaFile">Absolute path of a PEM file; null: the system's certificates.</param>
/// <param name="Insecure">Verify nothing: anybody can pose as the broker. For tests only.</param>
public sealed record MqttTlsPlan(bool Enabled, string? CaFile, bool Insecure);
