namespace PoseStream.Pipeline.Supervision;

/// <summary>Events per second, counted over whole windows, so that a stop shows as zero after two of them. Not thread-safe.</summary>
public sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private long _windowStart = time.GetTimestamp();
    private int _count;
    private double _last;

    public void Count()
    {
        Roll();
        _count++;
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
        if (elapsed < Window)
        {
            return;
        }

        _last = elapsed < 2 * Window ? _count / elapsed.TotalSeconds : 0;
        _count = 0;
        _windowStart = time.GetTimestamp();
    }
}
