namespace PoseStream.Daemon.Demonstrating;

/// <summary>Percentiles of a run of any length in constant memory, to a tenth of a millisecond. Not thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const double Step_ms = 0.1;

    // Up to 20 s; what takes longer counts as that.
    private readonly long[] _counts = new long[200_001];
    private long _total;

    public void Add(TimeSpan latency)
    {
        _counts[Math.Clamp((int)Math.Round(latency.TotalMilliseconds / Step_ms), 0, _counts.Length - 1)]++;
        _total++;
    }

    /// <summary>The least latency that this share of all stays within, milliseconds; NaN before the first.</summary>
    /// <param name="share">0 to 1.</param>
    public double At(double share)
    {
        if (_total == 0)
        {
            return double.NaN;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(share * _total));
        var seen = 0L;
        var i = -1;
        while (seen < wanted)
        {
            seen += _counts[++i];
        }

        return i * Step_ms;
    }
}
