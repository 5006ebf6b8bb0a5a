namespace PoseStream.Mqtt.Messages;

/// <summary>MQTT 5 properties that many messages share; make one and use it again. Immutable and thread-safe.</summary>
public sealed class MqttProperties
{
    /// <param name="contentType">MIME type of the payload, such as application/json; null for none.</param>
    /// <param name="expiry">The broker forgets the message when nobody has taken it for so long; whole seconds, 1 s or more; null for never.</param>
    /// <param name="user">Names and values for the reader, such as schema: posestream.v1.PoseFrame.</param>
    /// <exception cref="ArgumentException">A text is empty, longer than 65535 bytes or has a control character; the expiry is out of range.</exception>
    public MqttProperties(string? contentType = null, TimeSpan? expiry = null, params IEnumerable<KeyValuePair<string, string>> user)
    {
        if (expiry is { } time && time.TotalSeconds is not (>= 1 and <= uint.MaxValue))
        {
            throw new ArgumentException($"MQTT message expiry is {time}: must be 1 s or more", nameof(expiry));
        }

        ContentType = contentType is null ? null : Encode(contentType, "content type");
        Expiry_s = (uint)(expiry?.TotalSeconds ?? 0);
        User = [.. user.Select(pair => (Encode(pair.Key, "user property name"), Encode(pair.Value, $"user property '{pair.Key}'")))];
    }

    internal byte[]? ContentType { get; }

    /// <summary>0 means never.</summary>
    internal uint Expiry_s { get; }

    internal (byte[] Name, byte[] Value)[] User { get; }

    private static byte[] Encode(string text, string what) => MqttText.IsValid(text)
        ? MqttText.Encode(text)
        : throw new ArgumentException($"MQTT {what} {MqttText.Rule}");
}
