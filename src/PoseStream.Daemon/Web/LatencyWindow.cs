namespace PoseStream.Daemon.Web;

/// <summary>Percentiles of the last latencies of one camera. Thread-safe; adding allocates nothing.</summary>
internal sealed class LatencyWindow
{
    // About ten seconds of a fast camera, half a minute of a slow one.
    private const int Capacity = 300;

    private readonly Lock _lock = new();
    private readonly double[] _last_ms = new double[Capacity];
    private long _count;

    public void Add(double latency_ms)
    {
        lock (_lock)
        {
            _last_ms[_count++ % Capacity] = latency_ms;
        }
    }

    /// <returns>Null before the first.</returns>
    public (double P50_ms, double P95_ms, double P99_ms)? Read()
    {
        double[] sorted;
        lock (_lock)
        {
            sorted = _last_ms[..(int)Math.Min(_count, Capacity)];
        }

        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return (At(0.5), At(0.95), At(0.99));

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
