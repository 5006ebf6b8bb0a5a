using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Turns hip, knee and ankle so that the foot is where it shall be. The pelvis must have been placed.</summary>
internal static class LegSolver
{
    public static void Solve(BodyProportions body, BodyPose pose, bool left, in FootPlacement foot, float kneeOut_rad = 0)
    {
        // The knee points where the foot and the pelvis point, in equal parts.
        var footForward = Vector3.Transform(Vector3.UnitX, foot.Rotation);
        var pelvisForward = Vector3.Transform(Vector3.UnitX, pose[BodyJoint.Pelvis]);
        var up = Vector3.Transform(Vector3.UnitZ, foot.Rotation);
        // A foot that stands on its toes points down, its upper side forwards.
        var pole = pelvisForward + footForward + (0.5f * up);
        pole = Vector3.Transform(pole, Quaternion.CreateFromAxisAngle(Vector3.UnitZ, left ? kneeOut_rad : -kneeOut_rad));
        SolveTowards(body, pose, left, foot, pole);
    }

    /// <param name="pole">World: the way the knee points.</param>
    public static void SolveTowards(BodyProportions body, BodyPose pose, bool left, in FootPlacement foot, Vector3 pole)
    {
        var hip = left ? BodyJoint.LeftHip : BodyJoint.RightHip;
        var pelvis = pose[BodyJoint.Pelvis];
        var hipAt = pose.Pelvis_m + Vector3.Transform(body.OffsetOf(hip), pelvis);
        var thigh = -body.OffsetOf(hip + 1).Z;
        var shank = -body.OffsetOf(hip + 2).Z;
        TwoBones.Reach(foot.Ankle_m - hipAt, thigh, shank, pole, bendsForward: true, out var upper, out var lower);
        pose[hip] = Quaternion.Conjugate(pelvis) * upper;
        pose[hip + 1] = Quaternion.Conjugate(upper) * lower;
        pose[hip + 2] = Quaternion.Conjugate(lower) * foot.Rotation;
        pose[hip + 3] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -foot.ToeBend_rad);
    }

    /// <summary>Puts the pelvis, already turned, where it is wanted, or as far below as the legs need to reach the feet with a slight bend.</summary>
    public static void SettlePelvis(BodyProportions body, BodyPose pose, Vector3 wanted_m, in FootPlacement left, in FootPlacement right)
    {
        var height = Curves.SoftMinimum(
            wanted_m.Z, HighestOver(BodyJoint.LeftHip, left), HighestOver(BodyJoint.RightHip, right), 0.0025f * body.Stature_m);
        pose.Pelvis_m = wanted_m with { Z = height };

        float HighestOver(BodyJoint hip, in FootPlacement foot)
        {
            const float Straightness = 0.998f;
            var offset = Vector3.Transform(body.OffsetOf(hip), pose[BodyJoint.Pelvis]);
            var length = (body.HipHeight_m - body.AnkleHeight_m) * Straightness;
            var aside = new Vector2(foot.Ankle_m.X - wanted_m.X - offset.X, foot.Ankle_m.Y - wanted_m.Y - offset.Y);
            return foot.Ankle_m.Z - offset.Z + MathF.Sqrt(MathF.Max((length * length) - aside.LengthSquared(), 0.04f * length * length));
        }
    }
}
