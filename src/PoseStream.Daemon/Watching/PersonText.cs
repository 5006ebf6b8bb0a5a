using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>Words for a person of a message.</summary>
internal static class PersonText
{
    public static string Id(Person person) => person.TrackId.ToString(CultureInfo.InvariantCulture);

    public static string State(Person person) => person.State.ToString().ToLowerInvariant();

    public static string Position(Person person) => person.RootPositionM is { } root
        ? string.Create(CultureInfo.InvariantCulture, $"{root.X:F2} {root.Y:F2} {root.Z:F2}")
        : "-";

    public static string Height(Person person) => person.HasBodyHeightM ? person.BodyHeightM.ToString("F2", CultureInfo.InvariantCulture) : "-";
}
