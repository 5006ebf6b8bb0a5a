namespace PoseStream.Core.Time;

/// <summary>Lets one line a second through and counts the others, so that a fault in every frame does not fill the disk. Thread-safe.</summary>
public sealed class LogThrottle(TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long _last;
    private bool _any;
    private long _held;

    /// <param name="held">How many were held back since the last that passed.</param>
    public bool TryPass(out long held)
    {
        lock (_lock)
        {
            var now = timeProvider.GetTimestamp();
            if (_any && timeProvider.GetElapsedTime(_last, now) < Interval)
            {
                _held++;
                held = 0;
                return false;
            }

            held = _held;
            _held = 0;
            _last = now;
            _any = true;
            return true;
        }
    }

    /// <summary>How many were held back since the last that passed; they count as told from here on.</summary>
    public long TakeHeld()
    {
        lock (_lock)
        {
            var held = _held;
            _held = 0;
            return held;
        }
    }
}
