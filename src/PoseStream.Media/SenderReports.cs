using Microsoft.Extensions.Logging;
using PoseStream.Media.Clock;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Brings the wall clock that FFmpeg attaches to an RTP stream's packets to the live clock.</summary>
internal sealed class SenderReports(MediaInput input, Rational timeBase, LiveClock clock, TimeProvider timeProvider, ILogger logger, string name)
{
    private bool _implausibleTold;

    /// <returns>True where the sender's clock was set to another time.</returns>
    public bool Observe(PacketHandle packet)
    {
        if (packet.ProducerTime_us is not { } wall_us || packet.Pts == AvConstant.NoTimestamp)
        {
            return false;
        }

        if (Environment.GetEnvironmentVariable("PRFT_DEBUG") is not null)
        {
            Console.WriteLine($"PRFT {wall_us} {timeBase.ToNanoseconds(packet.Pts) / 1000} {input.StartTimeRealtime_us}");
        }

        var jumped = clock.Observe(DateTimeOffset.UnixEpoch.AddMicroseconds(wall_us), timeBase.ToNanoseconds(packet.Pts), timeProvider.GetUtcNow());
        if (clock.Implausible is { } off && !_implausibleTold)
        {
            _implausibleTold = true;
            MediaLog.CameraClockImplausible(logger, name, off.TotalSeconds);
        }

        return jumped;
    }
}
