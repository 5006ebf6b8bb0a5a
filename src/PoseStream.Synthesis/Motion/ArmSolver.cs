using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Turns clavicle, shoulder, elbow and wrist of one side.</summary>
internal static class ArmSolver
{
    /// <summary>By angles, as gait is described.</summary>
    /// <param name="flexion_rad">Upper arm forwards.</param>
    /// <param name="abduction_rad">Upper arm away from the body.</param>
    /// <param name="twist_rad">Of the upper arm, its front inwards.</param>
    public static void Swing(BodyPose pose, bool left, float flexion_rad, float abduction_rad, float elbow_rad, float twist_rad = 0)
    {
        var clavicle = left ? BodyJoint.LeftClavicle : BodyJoint.RightClavicle;
        var side = left ? 1 : -1;
        pose[clavicle] = Shrug(left, 0.3f * Curves.SmoothStep((abduction_rad - 0.8f) / 1.8f));
        pose[clavicle + 1] = Quaternion.Conjugate(pose[clavicle])
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, side * abduction_rad)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, -flexion_rad)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, -side * twist_rad);
        pose[clavicle + 2] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -elbow_rad);
        pose[clavicle + 3] = Quaternion.Identity;
    }

    /// <summary>So that the wrist gets to a point of the chest's frame, or as near as the arm is long.</summary>
    /// <param name="elbow">The way the elbow points, chest's frame.</param>
    /// <param name="hand">Of the hand against the forearm.</param>
    public static void Reach(BodyProportions body, BodyPose pose, bool left, Vector3 wrist_m, Vector3 elbow, Quaternion hand)
    {
        var clavicle = left ? BodyJoint.LeftClavicle : BodyJoint.RightClavicle;
        var upper = -body.OffsetOf(clavicle + 2).Z;
        var fore = -body.OffsetOf(clavicle + 3).Z;
        var above = wrist_m.Z - body.OffsetOf(clavicle).Z;
        pose[clavicle] = Shrug(left, 0.3f * Curves.SmoothStep((above / (upper + fore)) + 0.2f));
        var shoulder = body.OffsetOf(clavicle) + Vector3.Transform(body.OffsetOf(clavicle + 1), pose[clavicle]);
        TwoBones.Reach(Within(wrist_m - shoulder, upper + fore), upper, fore, elbow, bendsForward: false, out var upperFrame, out var foreFrame);
        pose[clavicle + 1] = Quaternion.Conjugate(pose[clavicle]) * upperFrame;
        pose[clavicle + 2] = Quaternion.Conjugate(upperFrame) * foreFrame;
        pose[clavicle + 3] = hand;
    }

    // An elbow that becomes straight does so infinitely fast; the last tenth of the reach is approached softly instead.
    private static Vector3 Within(Vector3 toWrist, float length)
    {
        const float Soft = 0.9f;
        var share = toWrist.Length() / length;
        return share <= Soft ? toWrist : toWrist * ((Soft + (0.085f * MathF.Tanh((share - Soft) / 0.085f))) / share);
    }

    private static Quaternion Shrug(bool left, float up_rad) =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitX, left ? up_rad : -up_rad);
}
