namespace PoseStream.Core.Tracking;

/// <summary>
/// Gives track ids to all cameras of a service. A service that starts it from its start time never repeats an id of an earlier run, while ids stay
/// below 2^53 and so survive JSON. Thread-safe.
/// </summary>
public sealed class TrackIdSequence(ulong first = 1)
{
    private const int IdsPerMillisecondBits = 10;
    private ulong _next = first - 1;

    /// <summary>Room for a thousand ids each millisecond before the range of a later start, however soon that is.</summary>
    public static TrackIdSequence FromStartTime(DateTimeOffset start) => new(((ulong)start.ToUnixTimeMilliseconds() << IdsPerMillisecondBits) + 1);

    public TrackId Next() => new(Interlocked.Increment(ref _next));
}
