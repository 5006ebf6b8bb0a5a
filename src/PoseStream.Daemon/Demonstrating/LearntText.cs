using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>What a stream's status tells of a camera that was learnt from its people.</summary>
internal static class LearntText
{
    private const double Degrees = 180 / Math.PI;

    /// <returns>Null where nothing was learnt.</returns>
    public static string? Of(StreamStatus status)
    {
        if (status is not { Intrinsics: { Source: IntrinsicsSource.EstimatedFromPeople } lens, CameraPose: { } place })
        {
            return null;
        }

        var across = Across(lens.FxPx);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"lens {across:F0}° ± {across - Across(lens.FxPx * Math.Exp(lens.FocalStandardError)):F0} across, {place.PositionM.Z:F1} m ± {place.HeightStandardErrorM:F1} over the ground");

        double Across(double focal_px) => 2 * Math.Atan(status.ImageWidthPx / 2.0 / focal_px) * Degrees;
    }
}
