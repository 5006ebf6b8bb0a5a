namespace PoseStream.Synthesis.Cameras;

/// <summary>Remembers the last pictures shown. Thread-safe.</summary>
internal sealed class ShownPictures
{
    // More than a minute at 30 a second: far longer than a frame may be on its way.
    private const int Capacity = 2048;
    private readonly Lock _lock = new();
    private readonly ShownPicture[] _ring = new ShownPicture[Capacity];
    private long _count;

    public void Add(ShownPicture picture)
    {
        lock (_lock)
        {
            _ring[_count++ % Capacity] = picture;
        }
    }

    /// <summary>The one nearest in time; null where none within <paramref name="tolerance"/> is remembered.</summary>
    public ShownPicture? Nearest(DateTimeOffset captureTime, TimeSpan tolerance)
    {
        lock (_lock)
        {
            ShownPicture? best = null;
            var least = tolerance;
            // Newest first, as questions are about what is on its way; once the distance grows it grows on.
            for (var i = _count - 1; i >= Math.Max(0, _count - Capacity); i--)
            {
                var picture = _ring[i % Capacity];
                var distance = (picture.CaptureTime - captureTime).Duration();
                if (distance <= least)
                {
                    least = distance;
                    best = picture;
                }
                else if (best is not null || picture.CaptureTime < captureTime)
                {
                    break;
                }
            }

            return best;
        }
    }
}
