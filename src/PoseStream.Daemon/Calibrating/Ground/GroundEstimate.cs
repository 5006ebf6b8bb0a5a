using PoseStream.Core.Geometry;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Where the ground is, and how sure that is: one standard error each.</summary>
/// <param name="Camera">Lens and mount, with what they may be wrong by.</param>
/// <param name="Residual">Root mean square distance between where heads are and where they would be, as a share of the person's height.</param>
/// <param name="Nearest_m">Of the people, on the ground from under the camera: 5 % are nearer.</param>
/// <param name="Furthest_m">5 % are further.</param>
internal sealed record GroundEstimate(
    CameraModel Camera, double PitchError_rad, double RollError_rad, int People, int Sightings, int Outliers, double Residual, double Nearest_m, double Furthest_m)
{
    public CameraMount Mount => CameraMount.Of(Camera.CameraToWorld!);

    public double HeightError_m => Mount.Height_m * Camera.HeightSigma;

    public bool LensWasFound => Camera.Source is IntrinsicsSource.EstimatedFromPeople;
}
