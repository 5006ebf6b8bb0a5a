using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What each <see cref="SceneCalibration"/> is called, and means for a camera.</summary>
internal static class SceneCalibrations
{
    public static string NameOf(SceneCalibration calibration) => calibration switch
    {
        SceneCalibration.Calibrated => "calibrated",
        SceneCalibration.Ground => "calibrated_ground",
        _ => "uncalibrated",
    };

    /// <returns>Null for a camera of which nothing is known.</returns>
    public static CameraModel? Of(SceneCalibration calibration, CameraView view) => calibration switch
    {
        SceneCalibration.Calibrated => view.Model with { Source = IntrinsicsSource.Configured },
        SceneCalibration.Ground => view.Model with { Source = IntrinsicsSource.Configured, CameraToWorld = new RigidTransform(view.ToWorld, view.Position_m) },
        _ => null,
    };
}
