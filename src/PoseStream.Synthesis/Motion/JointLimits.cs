using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>
/// How far joints turn in healthy adults, in degrees (after the ranges of the American Academy of Orthopaedic Surgeons; ankle under load and shoulder with its blade
/// somewhat wider). Judges a posture; corrects nothing.
/// </summary>
public static class JointLimits
{
    /// <summary>The joint that is farthest beyond its range.</summary>
    /// <returns>The joint and the excess in radians; the pelvis and 0 if there is none.</returns>
    public static (BodyJoint Joint, float Excess_rad) Worst(BodyPose pose)
    {
        var worst = (Joint: BodyJoint.Pelvis, Excess: 0f);
        for (var j = 1; j < BodyTree.Count; j++)
        {
            var excess = Excess((BodyJoint)j, pose.Rotations[j]);
            if (excess > worst.Excess)
            {
                worst = ((BodyJoint)j, excess);
            }
        }

        return (worst.Joint, Curves.Radians(worst.Excess));
    }

    private static float Excess(BodyJoint joint, Quaternion turn) => joint switch
    {
        BodyJoint.Spine or BodyJoint.Chest => Beyond(Angle(turn), 0, 60),
        BodyJoint.Neck or BodyJoint.Head => Beyond(Angle(turn), 0, 60),
        BodyJoint.LeftClavicle or BodyJoint.RightClavicle => Beyond(Angle(turn), 0, 40),
        BodyJoint.LeftShoulder => Shoulder(turn, 1),
        BodyJoint.RightShoulder => Shoulder(turn, -1),
        BodyJoint.LeftElbow or BodyJoint.RightElbow => Hinge(turn, -1, 150),
        BodyJoint.LeftWrist or BodyJoint.RightWrist => Beyond(Angle(turn), 0, 100),
        BodyJoint.LeftHip => Hip(turn, 1),
        BodyJoint.RightHip => Hip(turn, -1),
        BodyJoint.LeftKnee or BodyJoint.RightKnee => Hinge(turn, 1, 160),
        BodyJoint.LeftAnkle or BodyJoint.RightAnkle => Ankle(turn),
        _ => Hinge(turn, -1, 85),
    };

    private static float Hip(Quaternion turn, float side)
    {
        var thigh = Vector3.Transform(-Vector3.UnitZ, turn);
        var flexion = Degrees(MathF.Atan2(thigh.X, -thigh.Z));
        var aside = Degrees(MathF.Asin(Math.Clamp(side * thigh.Y, -1, 1)));
        var twist = side * Twist(turn, thigh);
        return Most(Beyond(flexion, -30, 130), Beyond(aside, -30, 65), Beyond(twist, -45, 60));
    }

    private static float Shoulder(Quaternion turn, float side)
    {
        var arm = Vector3.Transform(-Vector3.UnitZ, turn);
        // Behind the body the arm rises by 60 degrees at most; across it, by 60 past the middle.
        var behind = Degrees(MathF.Asin(Math.Clamp(-arm.X, -1, 1)));
        var across = Degrees(MathF.Asin(Math.Clamp(-side * arm.Y, -1, 1)));
        return Most(Beyond(behind, -90, 60), Beyond(across, -90, 60), Beyond(Twist(turn, arm), -110, 110));
    }

    private static float Ankle(Quaternion turn)
    {
        var toes = Vector3.Transform(Vector3.UnitX, turn);
        var up = Degrees(MathF.Asin(Math.Clamp(toes.Z, -1, 1)));
        var aside = Degrees(MathF.Atan2(toes.Y, toes.X));
        return Most(Beyond(up, -55, 40), Beyond(aside, -40, 40));
    }

    // A hinge turns about y alone; a few degrees otherwise are slack.
    private static float Hinge(Quaternion turn, float sign, float most)
    {
        var bend = sign * Degrees(2 * MathF.Atan2(turn.Y, turn.W));
        bend -= 360 * MathF.Round(bend / 360);
        var off = Degrees(2 * MathF.Asin(Math.Clamp(MathF.Sqrt((turn.X * turn.X) + (turn.Z * turn.Z)), 0, 1)));
        return Most(Beyond(bend, -3, most), Beyond(off, 0, 12));
    }

    // About the limb's own axis, of what is left when the limb has swung to its direction the short way.
    private static float Twist(Quaternion turn, Vector3 limb)
    {
        if (limb.Z > 0.95f)
        {
            return 0;
        }

        var swing = TwoBones.Swing(-Vector3.UnitZ, limb);
        var rest = Quaternion.Conjugate(swing) * turn;
        var angle = Degrees(2 * MathF.Atan2(rest.Z, rest.W));
        return angle - (360 * MathF.Round(angle / 360));
    }

    private static float Angle(Quaternion turn) => Degrees(2 * MathF.Acos(Math.Clamp(MathF.Abs(turn.W), 0, 1)));

    private static float Beyond(float value, float low, float high) => MathF.Max(0, MathF.Max(low - value, value - high));

    private static float Most(params ReadOnlySpan<float> values)
    {
        var most = 0f;
        foreach (var value in values)
        {
            most = MathF.Max(most, value);
        }

        return most;
    }

    private static float Degrees(float radians) => radians * (180 / MathF.PI);
}
