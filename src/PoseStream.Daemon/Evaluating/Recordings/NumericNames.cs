using System.Globalization;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Frame 2 comes before frame 10; names that are no numbers come after those, by letters.</summary>
internal static class NumericNames
{
    public static Comparer<string> Order { get; } = Comparer<string>.Create(static (a, b) =>
        (Value(a), Value(b)) switch
        {
            ({ } x, { } y) => x.CompareTo(y),
            (not null, null) => -1,
            (null, not null) => 1,
            _ => string.CompareOrdinal(a, b),
        });

    private static ulong? Value(string name) => ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
