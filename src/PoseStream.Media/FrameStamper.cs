using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Media.Clock;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Gives each decoded picture of one connection its times, and holds paced ones back until they are due.</summary>
internal sealed class FrameStamper : IDisposable
{
    // Where a file tells no frame rate, frames without time stamps are taken to be this far apart.
    private const long DefaultInterval_ns = 40_000_000;

    private readonly string _name;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Rational _timeBase;
    private readonly MediaTimeline _timeline;
    private readonly ICaptureClock _clock;
    private readonly SenderReports? _reports;
    private readonly FramePacer? _pacer;
    private readonly bool _ignoresStamps;
    private readonly LogThrottle _jumps;
    private ClockSource _clockSource;

    public FrameStamper(Pacing pacing, string name, TimeProvider timeProvider, ILogger logger, MediaInput input, int stream, bool isLive, DateTimeOffset openedAt)
    {
        _name = name;
        _timeProvider = timeProvider;
        _logger = logger;
        _jumps = new LogThrottle(timeProvider);
        _timeBase = input.TimeBase(stream);
        if (isLive)
        {
            // FFmpeg hands out a whole segment as fast as it decodes: without a pace nearly all of its frames would find no buffer.
            _pacer = input.IsSegmented && pacing == Pacing.RealTime ? new FramePacer(timeProvider, isLive: true) : null;
            var clock = new LiveClock(input.IsSegmented ? LiveClock.SegmentUncertainty : LiveClock.ArrivalUncertainty);
            _clock = clock;
            _reports = new SenderReports(input, _timeBase, clock, timeProvider, logger, name);
            _timeline = new MediaTimeline(timeProvider, null);
            // Of a file an invented stamp is the best there is; of a camera the arrival is.
            _ignoresStamps = input.InventsTimestamps;
            return;
        }

        var rate = input.AverageFrameRate(stream);
        _clock = new FileClock(openedAt);
        _timeline = new MediaTimeline(timeProvider, rate.IsPositive ? new Rational(rate.Denominator, rate.Numerator).ToNanoseconds(1) : DefaultInterval_ns);
        _pacer = pacing == Pacing.RealTime ? new FramePacer(timeProvider, isLive: false) : null;
    }

    /// <summary>Takes what came with a packet, before it is decoded.</summary>
    public void Observe(PacketHandle packet)
    {
        if (_reports is not null && _reports.Observe(packet))
        {
            _timeline.BeginEpoch();
        }
    }

    /// <exception cref="OperationCanceledException">While a paced picture was held back.</exception>
    public FrameTiming Stamp(PictureHandle picture, CancellationToken cancellationToken)
    {
        var timestamp = picture.Timestamp;
        long? stamp_ns = _ignoresStamps || timestamp == AvConstant.NoTimestamp ? null : _timeBase.ToNanoseconds(timestamp);
        var mediaTime = _timeline.Next(stamp_ns, _timeProvider.GetTimestamp(), out var startsEpoch, out var jump_s);
        if (startsEpoch && _jumps.TryPass(out var more))
        {
            MediaLog.ClockJumped(_logger, _name, jump_s, more);
        }

        // A paced frame arrives when it is let through, not when it was read ahead.
        _pacer?.Wait(mediaTime, startsEpoch, cancellationToken);
        var arrival = _timeProvider.GetTimestamp();
        var capture = _clock.At(stamp_ns, mediaTime, startsEpoch, _timeProvider.GetUtcNow());
        if (capture.SetBack > TimeSpan.Zero)
        {
            startsEpoch = true;
            _timeline.BeginEpoch();
            mediaTime = _timeline.Next(stamp_ns, arrival, out _, out _);
            MediaLog.MachineClockSetBack(_logger, _name, capture.SetBack.TotalSeconds);
        }

        if (capture.Source != _clockSource)
        {
            _clockSource = capture.Source;
            MediaLog.ClockSourceChanged(_logger, _name, _clockSource);
        }

        return new FrameTiming(mediaTime, capture.Time, capture.Source, capture.Uncertainty, arrival, startsEpoch);
    }

    public void Dispose() => _pacer?.Dispose();
}
