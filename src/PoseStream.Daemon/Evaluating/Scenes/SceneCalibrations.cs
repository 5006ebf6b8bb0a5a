using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What each <see cref="SceneCalibration"/> is called, and means for a camera.</summary>
internal static class SceneCalibrations
{
    // The middles of five equal shares of a normal distribution, set apart until their variance is one.
    private static readonly double[] Deviations = [-1.463, -0.599, 0, 0.599, 1.463];

    public static string NameOf(SceneCalibration calibration) => calibration switch
    {
        SceneCalibration.FromPeople => "from_people",
        SceneCalibration.Calibrated => "calibrated",
        SceneCalibration.Ground => "calibrated_ground",
        _ => "uncalibrated",
    };

    /// <param name="found">What the people told; null for nothing.</param>
    /// <returns>What the service may believe of the camera; to be asked each by itself, and counted together.</returns>
    public static IReadOnlyList<CameraModel> Of(SceneCalibration calibration, CameraView view, CameraModel? found) => calibration switch
    {
        SceneCalibration.FromPeople when found is not null => [found],
        SceneCalibration.Calibrated => [Measured(view)],
        SceneCalibration.Ground => [Measured(view) with { CameraToWorld = Place(view) }],
        _ => [.. Deviations.Select(deviation => Assumed(view.Model, deviation))],
    };

    /// <summary>
    /// Where the camera truly is, told as the service tells it: in the believed world's heading, which is the calibration's to choose, or not at all. A tilt that is believed wrongly is an error.
    /// </summary>
    public static CameraModel Truly(CameraModel believed, CameraView view)
    {
        if (believed.CameraToWorld is not { } placed)
        {
            return believed;
        }

        var truth = Place(view);
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)(CameraMount.Of(placed).Yaw_rad - CameraMount.Of(truth).Yaw_rad));
        return believed with { CameraToWorld = new RigidTransform(turn, Vector3.Zero).After(truth) };
    }

    /// <summary>
    /// A lens that is not the true one. How right distances are, and the ellipses that hold them, is luck with any single one: what is wrong with it is wrong with all people for as long as the
    /// camera hangs. So there are several, as far off as the service reckons with.
    /// </summary>
    private static CameraModel Assumed(CameraModel lens, double deviation)
    {
        var right = CameraModel.FromFieldOfView(lens.Geometry, lens.HorizontalFieldOfView_deg);
        var scale = Math.Exp(deviation * right.FocalSigma);
        return right with { Fx = scale * right.Fx, Fy = scale * right.Fy };
    }

    private static RigidTransform Place(CameraView view) => new(view.ToWorld, view.Position_m);

    private static CameraModel Measured(CameraView view) => view.Model with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
}
