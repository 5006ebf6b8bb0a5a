using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <param name="Camera">The lens, given or found.</param>
/// <param name="HeightError">Standard error as a share of the height.</param>
/// <param name="FocalError">The same of the focal length; 0 where the lens was given.</param>
/// <param name="Cost">Of the robust fit: less is better.</param>
/// <param name="Residual">As in <see cref="GroundEstimate"/>.</param>
internal sealed record RefinedGround(
    CameraModel Camera, double Pitch_rad, double Roll_rad, double Height_m, double PitchError_rad, double RollError_rad, double HeightError, double FocalError, double Cost, double Residual,
    int Outliers)
{
    public Vector3 Up => GroundEstimator.UpOf(Pitch_rad, Roll_rad);
}
