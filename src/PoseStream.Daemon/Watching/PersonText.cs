using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>Words for a person of a message.</summary>
internal static class PersonText
{
    // Ids start from the service's start time in their upper bits; within one run the lower ones tell people apart.
    private const ulong ShownBits = (1 << 20) - 1;

    public static string Id(Person person) => (person.TrackId & ShownBits).ToString(CultureInfo.InvariantCulture);

    public static string State(Person person) => person.State.ToString().ToLowerInvariant();

    public static string Position(Person person) => person.RootPositionM is { } root
        ? string.Create(CultureInfo.InvariantCulture, $"{root.X,6:F2} {root.Y,6:F2} {root.Z,6:F2}")
        : "-";

    public static string Distance(Person person) => person.RootPositionM is { } root
        ? Math.Sqrt((root.X * root.X) + (root.Y * root.Y) + (root.Z * root.Z)).ToString("F2", CultureInfo.InvariantCulture)
        : "-";

    public static string Height(Person person) => person.HasBodyHeightM ? person.BodyHeightM.ToString("F2", CultureInfo.InvariantCulture) : "-";
}
