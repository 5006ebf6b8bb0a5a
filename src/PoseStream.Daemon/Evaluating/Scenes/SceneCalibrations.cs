using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What each <see cref="SceneCalibration"/> is called, and means for a camera.</summary>
internal static class SceneCalibrations
{
    public static string NameOf(SceneCalibration calibration) => calibration switch
    {
        SceneCalibration.FromPeople => "from_people",
        SceneCalibration.Calibrated => "calibrated",
        SceneCalibration.Ground => "calibrated_ground",
        _ => "uncalibrated",
    };

    /// <param name="found">What the people told.</param>
    /// <returns>Null for a camera of which nothing is known.</returns>
    public static CameraModel? Of(SceneCalibration calibration, CameraView view, CameraModel? found) => calibration switch
    {
        SceneCalibration.FromPeople => found,
        SceneCalibration.Calibrated => Measured(view),
        SceneCalibration.Ground => Measured(view) with { CameraToWorld = new RigidTransform(view.ToWorld, view.Position_m) },
        _ => null,
    };

    private static CameraModel Measured(CameraView view) => view.Model with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
}
