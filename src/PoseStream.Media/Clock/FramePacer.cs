using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>
/// Holds frames back until their time has come, where they can be read faster than they were taken: those of a file, and of a live stream that comes in segments.
/// Frames that are late already are not held.
/// </summary>
internal sealed class FramePacer : IDisposable
{
    // Live: so much faster than the stamps, which makes up 3.6 s of delay in an hour, where two clocks drift apart by 0.4 s at most (100 ppm).
    // The next segment is waited for where it is not there yet, so that the delay shrinks to what is needed and no further.
    private const double LivePace = 0.999;

    private readonly TimeProvider _timeProvider;
    private readonly ManualResetEventSlim _due = new();
    private readonly ITimer _timer;
    private readonly bool _isLive;
    private long? _start;
    private TimeSpan _moved;

    /// <param name="isLive">What comes late moves all that follow by so much; else each segment would be handed over at once from then on.</param>
    public FramePacer(TimeProvider timeProvider, bool isLive)
    {
        _isLive = isLive;
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(static due => ((ManualResetEventSlim)due!).Set(), _due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OperationCanceledException"/>
    public void Wait(MediaTime mediaTime, bool startsEpoch, CancellationToken cancellationToken)
    {
        var wait = Remaining(mediaTime, startsEpoch);
        // Timers count in milliseconds; what is less is not worth a wait.
        if (wait.TotalMilliseconds < 1)
        {
            return;
        }

        _due.Reset();
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        _due.Wait(cancellationToken);
    }

    /// <summary>How long the frame is to be held; not positive where its time has come.</summary>
    internal TimeSpan Remaining(MediaTime mediaTime, bool startsEpoch)
    {
        if (_start is not { } start || startsEpoch)
        {
            _start = _timeProvider.GetTimestamp();
            _moved = TimeSpan.Zero;
            return TimeSpan.Zero;
        }

        var due = TimeSpan.FromTicks(mediaTime.Nanoseconds / TimeSpan.NanosecondsPerTick) * (_isLive ? LivePace : 1);
        var remaining = due + _moved - _timeProvider.GetElapsedTime(start);
        if (_isLive && remaining < TimeSpan.Zero)
        {
            _moved -= remaining;
        }

        return remaining;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
    }
}
