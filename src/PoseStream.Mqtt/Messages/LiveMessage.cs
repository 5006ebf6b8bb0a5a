namespace PoseStream.Mqtt.Messages;

/// <summary>A reusable copy of a message that is sent once or not at all.</summary>
internal sealed class LiveMessage
{
    private byte[] _buffer = [];
    private int _length;

    public MqttTopic? Topic { get; private set; }

    public MqttProperties? Properties { get; private set; }

    public ulong? Sequence { get; private set; }

    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(0, _length);

    public void Set(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties, ulong? sequence)
    {
        if (_buffer.Length < payload.Length)
        {
            // To a power of two: payloads of slowly growing size settle after few allocations.
            _buffer = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)payload.Length)];
        }

        payload.CopyTo(_buffer);
        _length = payload.Length;
        Topic = topic;
        Properties = properties;
        Sequence = sequence;
    }
}
