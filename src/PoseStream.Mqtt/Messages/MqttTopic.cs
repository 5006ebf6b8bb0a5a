namespace PoseStream.Mqtt.Messages;

/// <summary>A topic to publish to, checked and encoded once so that publishing need not.</summary>
public sealed class MqttTopic : IEquatable<MqttTopic>
{
    /// <exception cref="ArgumentException">Empty, longer than 65535 bytes, or has a wildcard ('+', '#') or a control character.</exception>
    public MqttTopic(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!MqttText.IsValid(name) || name.AsSpan().ContainsAny('+', '#'))
        {
            throw new ArgumentException($"MQTT topic '{name}' {MqttText.Rule}, and no wildcard (+ #)", nameof(name));
        }

        Name = name;
        Utf8 = MqttText.Encode(name);
    }

    public string Name { get; }

    /// <summary>Ends in a zero byte, as C wants it.</summary>
    internal byte[] Utf8 { get; }

    public bool Equals(MqttTopic? other) => other is not null && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as MqttTopic);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
