namespace PoseStream.Daemon.Configuration;

/// <param name="ClientId">Unique at the broker.</param>
/// <param name="Password">From "password" or the first line of "password_file".</param>
/// <param name="Queue">Messages kept while the broker is slow; older ones are dropped and counted. While it is away poses are not sent at all.</param>
public sealed record MqttPlan(
    bool Enabled,
    string Host,
    int Port,
    string ClientId,
    string? Username,
    string? Password,
    MqttTlsPlan Tls,
    MqttFormat Format,
    int Queue,
    TimeSpan StatusInterval)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"mqtt {Host}:{Port}";
}
