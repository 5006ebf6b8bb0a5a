using Microsoft.Extensions.Logging;
using PoseStream.Media.Clock;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Brings the wall clock that FFmpeg attaches to an RTP stream's packets to the live clock.</summary>
internal sealed class SenderReports(MediaInput input, Rational timeBase, LiveClock clock, TimeProvider timeProvider, ILogger logger, string name)
{
    private const long NanosecondsPerMicrosecond = 1000;

    // The year 2200: beyond it a report holds nonsense, with which time arithmetic would overflow.
    private const long LatestWallClock_us = 7_258_118_400_000_000;

    private readonly ReportPairing _pairing = new();
    private readonly ReportWarnings _warnings = new(clock, logger, name);

    /// <returns>True where the sender's clock was set to another time.</returns>
    public bool Observe(PacketHandle packet)
    {
        if (packet.Pts == AvConstant.NoTimestamp)
        {
            return false;
        }

        var stamp_ns = timeBase.ToNanoseconds(packet.Pts);
        var wall_us = _pairing.Pair(packet.ProducerTime_us, stamp_ns / NanosecondsPerMicrosecond, input.StartTimeRealtime_us);
        if (wall_us is not (> 0 and < LatestWallClock_us))
        {
            return false;
        }

        var wallClock = DateTimeOffset.UnixEpoch.AddTicks(wall_us.Value * TimeSpan.TicksPerMicrosecond);
        var jumped = clock.Observe(wallClock, stamp_ns, timeProvider.GetUtcNow());
        _warnings.Tell();
        return jumped;
    }
}
