namespace PoseStream.TestKit.Mqtt;

/// <summary>A message as mosquitto_sub saw it.</summary>
/// <param name="Retained">The broker had kept it from before the subscription.</param>
/// <param name="Properties">User properties, and "content-type" and "message-expiry-interval" where given.</param>
public sealed record ReceivedMessage(string Topic, byte[] Payload, bool Retained, int Qos, IReadOnlyDictionary<string, string> Properties)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Payload);
}
