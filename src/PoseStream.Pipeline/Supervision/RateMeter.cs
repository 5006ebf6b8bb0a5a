namespace PoseStream.Pipeline.Supervision;

/// <summary>Events per second, counted over whole windows; over the time between two events where they are rarer. A stop shows as zero. Not thread-safe.</summary>
public sealed class RateMeter(TimeProvider time)
{
    // Of the usual time between two events; later than that they have stopped.
    private const double LatestEvent = 1.5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private long _windowStart = time.GetTimestamp();
    private int _count;
    private double _last;

    public void Count()
    {
        _count++;
        Roll();
    }

    public double PerSecond
    {
        get
        {
            Roll();
            return _last;
        }
    }

    private void Roll()
    {
        var elapsed = time.GetElapsedTime(_windowStart);
        if (elapsed >= Window && _count > 0)
        {
            _last = _count / elapsed.TotalSeconds;
            _count = 0;
            _windowStart = time.GetTimestamp();
        }
        else if (elapsed >= 2 * Window && elapsed.TotalSeconds * _last > LatestEvent)
        {
            _last = 0;
        }
    }
}
