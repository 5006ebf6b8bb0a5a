using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>What a lens that was not measured does to the places shown.</summary>
internal static class LensText
{
    /// <returns>Null where there is nothing to be said.</returns>
    public static string? Of(PoseFrame frame) => frame.Intrinsics switch
    {
        { Source: IntrinsicsSource.AssumedFieldOfView } lens => Text("assumed", lens),
        { Source: IntrinsicsSource.EstimatedFromPeople } lens => Text("learnt from people", lens),
        _ => null,
    };

    private static string Text(string what, CameraIntrinsics lens) =>
        string.Create(CultureInfo.InvariantCulture, $"lens {what}, distances ± {100 * lens.FocalStandardError:F0} %");
}
