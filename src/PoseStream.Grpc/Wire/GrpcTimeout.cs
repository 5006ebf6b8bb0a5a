using System.Globalization;

namespace PoseStream.Grpc.Wire;

/// <summary>The grpc-timeout header: at most eight digits and a unit, H M S m u n.</summary>
internal static class GrpcTimeout
{
    /// <summary>Timers take no more; a caller that is ready to wait this long (24 days) will not notice.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <param name="timeout">Infinite where no timer holds it: the stream of a client that wishes for longer than <see cref="Longest"/> would end, weeks later.</param>
    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        double ticksPerUnit = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 1.0 / TimeSpan.NanosecondsPerTick,
            _ => 0,
        };
        if (ticksPerUnit == 0)
        {
            return false;
        }

        var ticks = value * ticksPerUnit;
        timeout = ticks >= Longest.Ticks ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks((long)Math.Ceiling(ticks));
        return true;
    }

    /// <summary>What timers take of a wish: from zero, which is over at once, to <see cref="Longest"/>.</summary>
    public static TimeSpan Limit(TimeSpan timeout) =>
        timeout < TimeSpan.Zero ? TimeSpan.Zero : timeout > Longest ? Longest : timeout;

    public static string Format(TimeSpan timeout)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(timeout.TotalMilliseconds, 0));
        return milliseconds <= 99_999_999
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(milliseconds / 1000, 99_999_999)}S");
    }
}
