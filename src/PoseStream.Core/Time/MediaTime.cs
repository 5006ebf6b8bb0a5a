namespace PoseStream.Core.Time;

/// <summary>A position on a stream's own clock, in nanoseconds since the first frame of the connection. Only differences within one epoch mean anything.</summary>
public readonly record struct MediaTime(long Nanoseconds) : IComparable<MediaTime>
{
    public static MediaTime FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e9));

    public double Seconds => Nanoseconds * 1e-9;

    /// <summary>Seconds from <paramref name="earlier"/> to <paramref name="later"/>.</summary>
    public static double operator -(MediaTime later, MediaTime earlier) => (later.Nanoseconds - earlier.Nanoseconds) * 1e-9;

    public static bool operator <(MediaTime left, MediaTime right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(MediaTime left, MediaTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(MediaTime left, MediaTime right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(MediaTime left, MediaTime right) => left.Nanoseconds >= right.Nanoseconds;

    public static double Subtract(MediaTime later, MediaTime earlier) => later - earlier;

    public int CompareTo(MediaTime other) => Nanoseconds.CompareTo(other.Nanoseconds);
}
