using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>
/// A live stream's capture times: by the sender's RTCP reports once they come, by arrival before that and where the reports cannot be believed.
/// The distance between the reports' wall clock and the stream's time stamps is kept and carried to frames that no report came with.
/// </summary>
/// <param name="arrivalUncertainty">Of a capture time that is by arrival.</param>
internal sealed class LiveClock(TimeSpan arrivalUncertainty) : ICaptureClock
{
    /// <summary>Delay of a network camera from light to decoded picture, which arrival cannot know: exposure, encoder, network and buffers are 0.1 to 0.5 s in common cameras.</summary>
    public static readonly TimeSpan ArrivalUncertainty = TimeSpan.FromMilliseconds(500);

    /// <summary>The same of a stream in segments (HLS, DASH): a segment comes when it is whole, FFmpeg begins three before the newest, and each lasts 2 to 10 s.</summary>
    public static readonly TimeSpan SegmentUncertainty = TimeSpan.FromSeconds(30);

    /// <summary>What separates a camera's report from the light: NTP keeps a camera within some 10 ms, and which moment of exposure and readout is stamped differs by about a frame.</summary>
    public static readonly TimeSpan ReportUncertainty = TimeSpan.FromMilliseconds(50);

    // A picture cannot come from the future, and one older than this is not a live stream's. Outside of it the camera's clock is not set, or FFmpeg
    // (before 8.0) met the wrap of the 32-bit RTP time stamp, which shifts its wall clock by 13 hours (facts: FFmpeg ABI §3, PRFT).
    private static readonly TimeSpan GreatestLead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GreatestDelay = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan GreatestCorrection = TimeSpan.FromSeconds(1);

    // Several reports, which come about every 5 s: so long they must agree on another time before it is taken for a clock that was set, and so long they
    // must be implausible before the camera's clock is given up. A wrap of the RTP time stamp lasts until the next report only.
    private static readonly TimeSpan Persistence = TimeSpan.FromSeconds(20);

    // Of a camera's oscillator against this machine's: some 100 ppm at most.
    private const double ClockDrift = 1e-4;

    private static readonly TimeSpan LeastStep = TimeSpan.FromTicks(1000);

    private long? _offset_ticks;
    private long _settled_ticks;
    private long? _candidate_ticks;
    private DateTimeOffset _candidateSince;
    private DateTimeOffset? _implausibleSince;
    private long? _outdated_ticks;
    private DateTimeOffset _jumpedAt;
    private TimeSpan? _leastTransit;
    private DateTimeOffset _transitAt;
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>
    /// By how much the reports are off where none could be believed for so long that capture time is that of arrival again;
    /// null = they are believed, or it has not lasted.
    /// </summary>
    public TimeSpan? Implausible { get; private set; }

    /// <summary>By how much the newest report differs from those that agreed before it; zero where that is less than jitter may be.</summary>
    public TimeSpan Disagreement => _candidate_ticks is { } candidate ? TimeSpan.FromTicks(candidate - _settled_ticks) : TimeSpan.Zero;

    /// <summary>Takes what a report says of one time stamp. Reports that disagree move the capture time and make it less sure; they do not begin an epoch each.</summary>
    /// <returns>True where the sender's clock was set to another time, on which its reports now agree: an epoch must begin.</returns>
    public bool Observe(DateTimeOffset wallClock, long stamp_ns, DateTimeOffset now)
    {
        if (!IsPlausible(wallClock, now))
        {
            Doubt(wallClock - now, now);
            return false;
        }

        _implausibleSince = null;
        Implausible = null;
        var offset = wallClock.UtcTicks - Ticks(stamp_ns);
        if (_outdated_ticks is { } outdated && Agree(offset, outdated) && now - _jumpedAt < Persistence)
        {
            return false;
        }

        _outdated_ticks = null;
        var isFirst = _offset_ticks is null;
        _offset_ticks = offset;
        return Settle(offset, isFirst, now);
    }

    public CaptureTime At(long? stamp_ns, MediaTime mediaTime, bool startsEpoch, DateTimeOffset arrival)
    {
        if (stamp_ns is { } own && HaveStampsJumped(arrival.UtcTicks - Ticks(own), startsEpoch, arrival))
        {
            Outdate(arrival);
        }

        var result = new CaptureTime(arrival, ClockSource.Arrival, arrivalUncertainty);
        if (_offset_ticks is { } offset && stamp_ns is { } stamp)
        {
            var reported = new DateTimeOffset(Ticks(stamp) + offset, TimeSpan.Zero);
            if (IsPlausible(reported, arrival))
            {
                // Light cannot be caught after it arrived: what seems so is the two clocks' disagreement.
                var lead = reported > arrival ? reported - arrival : TimeSpan.Zero;
                result = new CaptureTime(reported, ClockSource.RtcpSenderReport, ReportUncertainty + lead + Disagreement.Duration());
            }
        }

        // The change from arrival to reports goes back by the delay of camera and network: time then creeps until the reports have caught up.
        var least = _last + LeastStep;
        if (!startsEpoch && result.Time < least)
        {
            // Where that would take time into the future, it is this machine's clock that was set back: creeping would last as long as the step was.
            result = least - arrival > GreatestLead
                ? result with { SetBack = least - result.Time }
                : result with { Time = least, Uncertainty = result.Uncertainty + (least - result.Time) };
        }

        _last = result.Time;
        return result;
    }

    /// <summary>Whether an epoch begins because stamps are others now. A frame that comes late is no jump: what counts is how soon after its stamp a frame has come, at its soonest.</summary>
    /// <param name="transit_ticks">From the frame's stamp to its arrival; only differences mean anything.</param>
    private bool HaveStampsJumped(long transit_ticks, bool startsEpoch, DateTimeOffset arrival)
    {
        var transit = TimeSpan.FromTicks(transit_ticks);
        var expected = _leastTransit is { } least ? least + ((arrival - _transitAt) * ClockDrift) : transit;
        var jumped = startsEpoch && (transit - expected).Duration() > GreatestCorrection;
        _leastTransit = jumped || transit < expected ? transit : expected;
        _transitAt = arrival;
        return jumped;
    }

    /// <summary>Where stamps jump, what was reported of those before says nothing of the new ones. FFmpeg goes on by the last report until the next: it is that which must say something else.</summary>
    private void Outdate(DateTimeOffset now)
    {
        _outdated_ticks = _offset_ticks is null ? _outdated_ticks : _settled_ticks;
        _jumpedAt = now;
        _offset_ticks = null;
        _candidate_ticks = null;
    }

    /// <summary>Gives the camera's clock up where its reports have been implausible for long: what they said before need not hold any more.</summary>
    private void Doubt(TimeSpan off, DateTimeOffset now)
    {
        _implausibleSince ??= now;
        if (now - _implausibleSince < Persistence)
        {
            return;
        }

        Implausible = off;
        _offset_ticks = null;
        _candidate_ticks = null;
    }

    private bool Settle(long offset, bool isFirst, DateTimeOffset now)
    {
        if (isFirst || Agree(offset, _settled_ticks))
        {
            _settled_ticks = offset;
            _candidate_ticks = null;
            return false;
        }

        if (_candidate_ticks is not { } candidate || !Agree(offset, candidate))
        {
            _candidateSince = now;
        }

        _candidate_ticks = offset;
        if (now - _candidateSince < Persistence)
        {
            return false;
        }

        // The epoch that this asks for is not one of its stamps.
        _leastTransit = null;
        _settled_ticks = offset;
        _candidate_ticks = null;
        return true;
    }

    private static bool Agree(long offset, long other) => Math.Abs(offset - other) <= GreatestCorrection.Ticks;

    private static bool IsPlausible(DateTimeOffset captured, DateTimeOffset now) => captured - now <= GreatestLead && now - captured <= GreatestDelay;

    private static long Ticks(long nanoseconds) => nanoseconds / TimeSpan.NanosecondsPerTick;
}
