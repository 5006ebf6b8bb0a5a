namespace PoseStream.Daemon.Web.Metrics;

/// <summary>A histogram of one camera since the service started, in Prometheus' form: each bucket holds what is at most its bound. Not thread-safe.</summary>
internal sealed class LatencyBuckets
{
    /// <summary>From what a GPU needs to what nobody would call live, seconds.</summary>
    public static readonly double[] Bounds_s = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5];

    private readonly long[] _counts = new long[Bounds_s.Length + 1];

    public double Sum_s { get; private set; }

    public long Count { get; private set; }

    public void Add(double value_s)
    {
        var index = Array.BinarySearch(Bounds_s, value_s);
        _counts[index >= 0 ? index : ~index]++;
        Sum_s += value_s;
        Count++;
    }

    /// <summary>Of all buckets up to the n-th bound.</summary>
    public long CountUpTo(int bound)
    {
        long count = 0;
        for (var i = 0; i <= bound; i++)
        {
            count += _counts[i];
        }

        return count;
    }
}
