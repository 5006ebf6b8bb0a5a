namespace PoseStream.Core.Detections;

/// <summary>A reusable list of detections with a fixed capacity; what does not fit is counted, not stored.</summary>
public sealed class DetectionList(int capacity = 256)
{
    private readonly Detection[] _items = new Detection[capacity];

    public int Count { get; private set; }

    public int Capacity => _items.Length;

    /// <summary>How many did not fit since the last <see cref="Clear"/>.</summary>
    public int Overflow { get; private set; }

    public ReadOnlySpan<Detection> Items => _items.AsSpan(0, Count);

    public Span<Detection> MutableItems => _items.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        Overflow = 0;
    }

    public void Add(in Detection detection)
    {
        if (Count == _items.Length)
        {
            Overflow++;
            return;
        }

        _items[Count++] = detection;
    }

    /// <summary>Keeps the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);
}
