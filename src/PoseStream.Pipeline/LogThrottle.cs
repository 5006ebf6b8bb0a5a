namespace PoseStream.Pipeline;

/// <summary>Lets one line a second through and counts the others, so that a fault in every frame does not fill the disk. Thread-safe.</summary>
internal sealed class LogThrottle(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long? _last;
    private int _held;

    /// <param name="more">How many lines were held back since the last one.</param>
    public bool Allows(out int more)
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Interval)
            {
                more = ++_held;
                return false;
            }

            _last = time.GetTimestamp();
            more = _held;
            _held = 0;
            return true;
        }
    }
}
