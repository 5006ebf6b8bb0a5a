namespace PoseStream.Pipeline.Supervision;

/// <summary>How long to wait before the next try: one second doubling to thirty, with full jitter so that a site's cameras do not return in step.</summary>
public sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // 2^5 seconds is beyond the longest.
    private const int MaxDoublings = 5;

    private int _doublings;

    public TimeSpan Next()
    {
        var ceiling = TimeSpan.FromTicks(Math.Min(First.Ticks << _doublings, Longest.Ticks));
        _doublings = Math.Min(_doublings + 1, MaxDoublings);
        return ceiling * random.NextDouble();
    }

    public void Reset() => _doublings = 0;
}
