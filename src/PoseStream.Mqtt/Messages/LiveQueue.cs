namespace PoseStream.Mqtt.Messages;

/// <summary>A ring of reusable messages in which the newest wins. Allocates only until its buffers fit the payloads. Not thread-safe.</summary>
internal sealed class LiveQueue
{
    private readonly LiveMessage[] _ring;
    private int _first;

    public LiveQueue(int capacity)
    {
        _ring = new LiveMessage[capacity];
        for (var i = 0; i < capacity; i++)
        {
            _ring[i] = new LiveMessage();
        }
    }

    public int Count { get; private set; }

    /// <returns>True where the oldest message was lost for this one.</returns>
    public bool Enqueue(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties, ulong? sequence)
    {
        var full = Count == _ring.Length;
        _ring[(_first + Count) % _ring.Length].Set(topic, payload, properties, sequence);
        if (full)
        {
            _first = (_first + 1) % _ring.Length;
        }
        else
        {
            Count++;
        }

        return full;
    }

    /// <summary>Exchanges the oldest message for the one given, whose buffer is used again.</summary>
    public bool TryDequeue(ref LiveMessage message)
    {
        if (Count == 0)
        {
            return false;
        }

        (message, _ring[_first]) = (_ring[_first], message);
        _first = (_first + 1) % _ring.Length;
        Count--;
        return true;
    }

    /// <returns>How many were lost.</returns>
    public int Clear()
    {
        var lost = Count;
        Count = 0;
        return lost;
    }
}
