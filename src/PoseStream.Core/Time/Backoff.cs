namespace PoseStream.Core.Time;

/// <summary>
/// How long to wait before the next try. The wait after failure n is drawn evenly from 0 to min(Maximum, Minimum * 2^n): full jitter, so that the
/// cameras of a site, or the clients of a restarted broker, do not come back in step. Not thread-safe.
/// </summary>
public sealed class Backoff(BackoffLimits limits, Random random)
{
    private TimeSpan _ceiling = limits.Minimum;

    public TimeSpan Next()
    {
        var delay = random.NextDouble() * _ceiling;
        _ceiling = _ceiling < limits.Maximum / 2 ? _ceiling * 2 : limits.Maximum;
        return delay;
    }

    /// <summary>Tells how long the connection that has just broken had served; zero where it never did.</summary>
    public void ConnectionEnded(TimeSpan served)
    {
        if (served >= limits.HealthyAfter)
        {
            _ceiling = limits.Minimum;
        }
    }
}
