using System.Numerics;

namespace PoseStream.Core.Locating;

/// <summary>
/// The distance of a person from the floor they stand on (facts: model contracts §15 H): the placed body is moved along its rays, and so grows, until its lowest
/// foot touches the floor. It needs no word on the person's size.
/// </summary>
public static class GroundContact
{
    // A sole is under its joints, and a foot may be lifted a little without being seen to.
    private const float FootHeight_m = 0.03f;
    private const float LiftSigma_m = 0.03f;

    // A camera at the height of the feet sees the floor as a line.
    private const float LeastHeight_m = 0.3f;

    // A foot that is this far from the floor after all is in the air, or not the person's.
    private const float MostStretch = 1.6f;

    /// <param name="floor">Camera space, the normal pointing up to the camera's side: the distance of a point above it is positive.</param>
    /// <param name="feet_m">Joints of the feet as placed; NaN where absent.</param>
    /// <param name="root_m">As placed with them.</param>
    /// <param name="placed">The same place as a measurement; feet are seen as sharply as it.</param>
    /// <returns>Null where no foot tells.</returns>
    public static RootMeasurement? Measure(Plane floor, ReadOnlySpan<Vector3> feet_m, Vector3 root_m, in RootMeasurement placed)
    {
        var cameraHeight_m = floor.D;
        var lowest = new Vector3(float.NaN);
        var lowest_m = float.PositiveInfinity;
        foreach (var foot in feet_m)
        {
            // Of feet on their rays it is the steepest that touches first.
            var height = Vector3.Dot(floor.Normal, foot) / foot.Length();
            if (height < lowest_m)
            {
                (lowest, lowest_m) = (foot, height);
            }
        }

        if (!(lowest_m < 0) || cameraHeight_m < LeastHeight_m)
        {
            return null;
        }

        var fall_m = -Vector3.Dot(floor.Normal, lowest);
        var stretch = (cameraHeight_m - FootHeight_m) / fall_m;
        if (!(stretch is < MostStretch and > 1 / MostStretch))
        {
            return null;
        }

        var fromRay = placed.RaySigma * lowest.Length() / fall_m;
        var sigma = MathF.Sqrt((fromRay * fromRay) + (LiftSigma_m * LiftSigma_m / (cameraHeight_m * cameraHeight_m)));
        return placed with { Depth_m = root_m.Z * stretch, DepthSigma = sigma, Source = RootSource.GroundContact };
    }
}
