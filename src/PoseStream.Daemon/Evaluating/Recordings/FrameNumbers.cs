using System.Globalization;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Frame names of different writers for the same frame: "000012" is "12". Names that are no numbers stay as they are.</summary>
internal static class FrameNumbers
{
    public static string Canonical(string name) =>
        ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : name;
}
