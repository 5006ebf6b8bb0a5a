using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>Holds a file's frames back until their time has come. Frames that are late already are not held.</summary>
internal sealed class FilePacer : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly ManualResetEventSlim _due = new();
    private readonly ITimer _timer;
    private long? _start;

    public FilePacer(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(static due => ((ManualResetEventSlim)due!).Set(), _due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OperationCanceledException"/>
    public void Wait(MediaTime mediaTime, bool startsEpoch, CancellationToken cancellationToken)
    {
        if (_start is not { } start || startsEpoch)
        {
            _start = _timeProvider.GetTimestamp();
            return;
        }

        var wait = TimeSpan.FromTicks(mediaTime.Nanoseconds / TimeSpan.NanosecondsPerTick) - _timeProvider.GetElapsedTime(start);
        // Timers count in milliseconds; what is less is not worth a wait.
        if (wait.TotalMilliseconds < 1)
        {
            return;
        }

        _due.Reset();
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        _due.Wait(cancellationToken);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
    }
}
