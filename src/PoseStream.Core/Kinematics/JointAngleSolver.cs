using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Kinematics;

/// <summary>
/// Joint angles of one pose from where its joints are. The pelvis' right is the line of the hips, its up as near to the line from pelvis to neck as that allows;
/// the torso's up is that line, its right as near to the line of the shoulders. Turns about a limb's own length show only while its hinge is bent by 20°.
/// </summary>
public static class JointAngleSolver
{
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int Neck = Halpe26.Skeleton.IndexOf("neck");
    private static readonly Side Right = new("right_");
    private static readonly Side Left = new("left_");

    /// <param name="joints_m">Halpe-26, OpenSim's ground (<see cref="OpenSimSpace"/>); NaN where absent.</param>
    /// <param name="angles_rad">By <see cref="JointAngle"/>; NaN where the joints do not show it.</param>
    public static void Solve(ReadOnlySpan<Vector3> joints_m, Span<float> angles_rad)
    {
        var trunk = joints_m[Neck] - joints_m[Pelvis];
        var pelvis = SegmentFrame.FromZ(joints_m[Right.Hip] - joints_m[Left.Hip], trunk);
        var torso = SegmentFrame.FromY(trunk, joints_m[Right.Shoulder] - joints_m[Left.Shoulder]);
        var (tilt, list, rotation) = SegmentFrame.Ground.To(pelvis);
        var (_, bending, twist) = pelvis.To(torso);
        Set(angles_rad, JointAngle.PelvisTilt, tilt, list, rotation);
        Set(angles_rad, JointAngle.LumbarBending, bending, twist);
        Leg(joints_m, pelvis, Right, false, angles_rad[(int)JointAngle.HipFlexionRight..]);
        Leg(joints_m, pelvis, Left, true, angles_rad[(int)JointAngle.HipFlexionLeft..]);
        Arm(joints_m, torso, Right, false, angles_rad[(int)JointAngle.ArmFlexionRight..]);
        Arm(joints_m, torso, Left, true, angles_rad[(int)JointAngle.ArmFlexionLeft..]);
    }

    private static void Leg(ReadOnlySpan<Vector3> joints, in SegmentFrame pelvis, Side side, bool left, Span<float> angles)
    {
        var leg = BallAndHinge.Of(pelvis, joints[side.Hip], joints[side.Knee], joints[side.Ankle], left, bendsForwards: false);
        Set(angles, default, leg.Flexion, leg.Adduction, leg.Rotation, -leg.Hinge, AnkleAngle(joints, side));
    }

    private static void Arm(ReadOnlySpan<Vector3> joints, in SegmentFrame torso, Side side, bool left, Span<float> angles)
    {
        var arm = BallAndHinge.Of(torso, joints[side.Shoulder], joints[side.Elbow], joints[side.Wrist], left, bendsForwards: true);
        Set(angles, default, arm.Flexion, arm.Adduction, arm.Rotation, arm.Hinge);
    }

    /// <summary>Of the sole, from the heel to between the toes, against a right angle with the shank; toes up is positive.</summary>
    private static float AnkleAngle(ReadOnlySpan<Vector3> joints, Side side)
    {
        var foot = Vector3.Normalize(((joints[side.BigToe] + joints[side.SmallToe]) / 2) - joints[side.Heel]);
        var shank = Vector3.Normalize(joints[side.Knee] - joints[side.Ankle]);
        return MathF.Asin(Math.Clamp(Vector3.Dot(foot, shank), -1, 1));
    }

    private static void Set(Span<float> angles, JointAngle first, params ReadOnlySpan<float> values) => values.CopyTo(angles[(int)first..]);

    private sealed class Side(string prefix)
    {
        public int Hip { get; } = Halpe26.Skeleton.IndexOf(prefix + "hip");

        public int Knee { get; } = Halpe26.Skeleton.IndexOf(prefix + "knee");

        public int Ankle { get; } = Halpe26.Skeleton.IndexOf(prefix + "ankle");

        public int Heel { get; } = Halpe26.Skeleton.IndexOf(prefix + "heel");

        public int BigToe { get; } = Halpe26.Skeleton.IndexOf(prefix + "big_toe");

        public int SmallToe { get; } = Halpe26.Skeleton.IndexOf(prefix + "small_toe");

        public int Shoulder { get; } = Halpe26.Skeleton.IndexOf(prefix + "shoulder");

        public int Elbow { get; } = Halpe26.Skeleton.IndexOf(prefix + "elbow");

        public int Wrist { get; } = Halpe26.Skeleton.IndexOf(prefix + "wrist");
    }
}
