namespace PoseStream.Core.Detections;

/// <summary>A reusable list of detections with a fixed capacity. When it is full the weakest goes, whether old or new: so many people are in no picture, and what was found beyond them is noise.</summary>
public sealed class DetectionList(int capacity = DetectionList.UsualCapacity)
{
    public const int UsualCapacity = 256;

    private readonly Detection[] _items = new Detection[capacity];

    public int Count { get; private set; }

    public int Capacity => _items.Length;

    public ReadOnlySpan<Detection> Items => _items.AsSpan(0, Count);

    public Span<Detection> MutableItems => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(in Detection detection)
    {
        if (Count < _items.Length)
        {
            _items[Count++] = detection;
            return;
        }

        var weakest = IndexOfWeakest();
        if (detection.Score > _items[weakest].Score)
        {
            _items[weakest] = detection;
        }
    }

    /// <summary>Keeps the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    private int IndexOfWeakest()
    {
        var weakest = 0;
        for (var i = 1; i < Count; i++)
        {
            if (_items[i].Score < _items[weakest].Score)
            {
                weakest = i;
            }
        }

        return weakest;
    }
}
