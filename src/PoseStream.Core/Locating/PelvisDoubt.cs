using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Locating;

/// <summary>
/// How far up or down the picture a pelvis may be from where it is seen. Under clothes, and the more the nearer thighs come to the trunk, a network misjudges where in it the pelvis is, for as long
/// as somebody stands or sits like this: no mean over frames takes it away. Measured on rendered people, standing, sitting, in squats and lunges.
/// </summary>
public static class PelvisDoubt
{
    /// <summary>Standard deviation over all postures: of somebody whose posture is not known.</summary>
    public const float Usual_m = 0.011f;

    // Of somebody whose thighs are in line with the trunk, and so much more where they are at a right angle.
    private const float Upright_m = 0.006f;
    private const float Bent_m = 0.02f;

    private static readonly int Neck = Halpe26.Skeleton.IndexOf("neck");
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int LeftHip = Halpe26.Skeleton.IndexOf("left_hip");
    private static readonly int RightHip = Halpe26.Skeleton.IndexOf("right_hip");
    private static readonly int LeftKnee = Halpe26.Skeleton.IndexOf("left_knee");
    private static readonly int RightKnee = Halpe26.Skeleton.IndexOf("right_knee");

    /// <param name="joints_m">Halpe-26 order, metres in any frame; NaN where absent.</param>
    /// <returns>Standard deviation; <see cref="Usual_m"/> where the trunk or both thighs are not there.</returns>
    public static float Sigma_m(ReadOnlySpan<Vector3> joints_m)
    {
        var trunk = Vector3.Normalize(joints_m[Neck] - joints_m[Pelvis]);
        var (left, right) = (BendOf(trunk, joints_m[LeftKnee] - joints_m[LeftHip]), BendOf(trunk, joints_m[RightKnee] - joints_m[RightHip]));
        var bend = float.IsNaN(left) ? right : float.IsNaN(right) ? left : (left + right) / 2;
        return float.IsNaN(bend) ? Usual_m : Upright_m + (Bent_m * bend);
    }

    /// <summary>0 in line, 1 at a right angle; NaN where it is not known.</summary>
    private static float BendOf(Vector3 trunk, Vector3 thigh) => 1 + Vector3.Dot(trunk, Vector3.Normalize(thigh));
}
