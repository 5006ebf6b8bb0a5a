namespace PoseStream.Synthesis.Cameras.Rtp;

/// <summary>NTP's 64-bit time (RFC 5905 §6): seconds since 1900 and their fraction in 32 bits each. Wraps in 2036, as receivers expect.</summary>
internal static class NtpTime
{
    private static readonly DateTimeOffset Origin = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ulong Of(DateTimeOffset time)
    {
        var ticks = (UInt128)(ulong)(time - Origin).Ticks;
        return unchecked((ulong)((ticks << 32) / TimeSpan.TicksPerSecond));
    }
}
