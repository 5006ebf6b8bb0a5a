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
    private long? _stamp_ns;
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
            return Restart(stamp_ns, arrivalTimestamp);
        }

        // By the stamp before it, not by the position, which may have crept away from the stamps.
        var stampStep = stamp_ns - _stamp_ns;
        if (_epochWanted || stampStep < -BackwardTolerance_ns || stampStep > ForwardTolerance_ns + Passed_ns(arrivalTimestamp))
        {
            startsEpoch = true;
            jump_s = (stampStep ?? 0) * 1e-9;
            return Restart(stamp_ns, arrivalTimestamp);
        }

        // A stamp that is absent, the first, or the same again says nothing of the time since the last frame.
        var step = stampStep is null or 0 ? Step(arrivalTimestamp) : StepTo(stamp_ns.GetValueOrDefault(), stampStep.Value);
        _last_ns += Math.Max(step, MinimumStep_ns);
        _lastArrival = arrivalTimestamp;
        Remember(stamp_ns, step);
        return new MediaTime(_last_ns);
    }

    /// <summary>Back to where the stamps are, as after two frames with one stamp; but where the position has run far ahead of them it goes on from there.</summary>
    private long StepTo(long stamp_ns, long stampStep_ns)
    {
        var step = stamp_ns - _base_ns - _last_ns;
        if (step >= -BackwardTolerance_ns)
        {
            return step;
        }

        _base_ns = stamp_ns - (_last_ns + stampStep_ns);
        return stampStep_ns;
    }

    private void Remember(long? stamp_ns, long step_ns)
    {
        if (stamp_ns is { } stamp)
        {
            _base_ns = _stamp_ns is null ? stamp - _last_ns : _base_ns;
            _stamp_ns = stamp;
        }
        else
        {
            // What this frame's stamp would have been, so that a gap in the stamps is no jump.
            _stamp_ns += step_ns;
        }
    }

    private long Step(long arrivalTimestamp) => _frameInterval_ns ?? SinceLast_ns(arrivalTimestamp);

    /// <summary>By how much a live stream's stamps may have gone on of themselves: a camera that sends one frame in 15 s does not jump. A file's arrival says nothing of it.</summary>
    private long Passed_ns(long arrivalTimestamp) => _frameInterval_ns is null ? SinceLast_ns(arrivalTimestamp) : 0;

    private long SinceLast_ns(long arrivalTimestamp) => (long)_timeProvider.GetElapsedTime(_lastArrival, arrivalTimestamp).TotalNanoseconds;

    private MediaTime Restart(long? stamp_ns, long arrivalTimestamp)
    {
        _stamp_ns = stamp_ns;
        _base_ns = stamp_ns ?? 0;
        _last_ns = 0;
        _lastArrival = arrivalTimestamp;
        _epochWanted = false;
        return new MediaTime(0);
    }
}
