using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>
/// Turns a stream's time stamps into <see cref="MediaTime"/>: from zero at the first frame, strictly increasing, and from zero again where the stream's clock jumps.
/// </summary>
internal sealed class MediaTimeline
{
    // A camera that repeats a stamp or steps back by less than this has jitter, not a new clock; trackers need not forget their people for it.
    private const long BackwardTolerance_ns = 100_000_000;
    private const long ForwardTolerance_ns = 10_000_000_000;

    // What a stamp that does not increase is moved on by: small beside any frame interval, large enough to divide by.
    private const long MinimumStep_ns = 1_000_000;

    private readonly TimeProvider _timeProvider;
    private readonly long? _frameInterval_ns;
    private long _base_ns;
    private long _last_ns;
    private long _lastArrival;
    private bool _started;
    private bool _epochWanted;

    /// <param name="frameInterval_ns">Step for frames without a stamp; null = by their arrival, as of a live source.</param>
    public MediaTimeline(TimeProvider timeProvider, long? frameInterval_ns)
    {
        _timeProvider = timeProvider;
        _frameInterval_ns = frameInterval_ns;
    }

    /// <summary>The next frame starts an epoch, whatever its stamp.</summary>
    public void BeginEpoch() => _epochWanted = true;

    /// <param name="stamp_ns">The frame's own stamp; null = none.</param>
    /// <param name="jump_s">By how much the clock jumped, where <paramref name="startsEpoch"/> is true.</param>
    public MediaTime Next(long? stamp_ns, long arrivalTimestamp, out bool startsEpoch, out double jump_s)
    {
        startsEpoch = false;
        jump_s = 0;
        if (!_started)
        {
            _started = true;
            return Restart(stamp_ns ?? 0, arrivalTimestamp);
        }

        var position = stamp_ns - _base_ns ?? _last_ns + Step(arrivalTimestamp);
        var step = position - _last_ns;
        if (_epochWanted || step is < -BackwardTolerance_ns or > ForwardTolerance_ns)
        {
            startsEpoch = true;
            jump_s = step * 1e-9;
            return Restart(stamp_ns ?? 0, arrivalTimestamp);
        }

        _last_ns += Math.Max(step, MinimumStep_ns);
        _lastArrival = arrivalTimestamp;
        return new MediaTime(_last_ns);
    }

    private long Step(long arrivalTimestamp) =>
        _frameInterval_ns ?? (long)_timeProvider.GetElapsedTime(_lastArrival, arrivalTimestamp).TotalNanoseconds;

    private MediaTime Restart(long base_ns, long arrivalTimestamp)
    {
        _base_ns = base_ns;
        _last_ns = 0;
        _lastArrival = arrivalTimestamp;
        _epochWanted = false;
        return new MediaTime(0);
    }
}
