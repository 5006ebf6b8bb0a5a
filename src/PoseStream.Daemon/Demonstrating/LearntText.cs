using System.Globalization;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Ground;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>What a stream's status tells of a camera that was learnt from its people.</summary>
internal static class LearntText
{
    /// <returns>Null where nothing was learnt.</returns>
    public static string? Of(V1.StreamStatus status)
    {
        if (status is not { Intrinsics: { Source: V1.IntrinsicsSource.EstimatedFromPeople } lens, CameraPose: { } place })
        {
            return null;
        }

        var camera = new CameraModel(
            lens.FxPx, lens.FyPx, lens.CxPx, lens.CyPx, LensDistortion.None, new FrameGeometry((int)status.ImageWidthPx, (int)status.ImageHeightPx),
            IntrinsicsSource.EstimatedFromPeople) { FocalSigma = lens.FocalStandardError };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"lens {GroundReport.Across(camera)}, {place.PositionM.Z:F1} m ± {place.HeightStandardErrorM:F1} over the ground");
    }
}
