using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Lies on the floor, on the back, a side or the front, hardly moving; the head points to -x. Goes on.</summary>
/// <param name="roll_rad">Nothing on the back, ±π/2 on a side (positive: the left one), π on the front.</param>
public sealed class LieMotion(BodyProportions body, MotionStyle style, float roll_rad) : IMotion
{
    // Half thickness of the flesh about a joint as a share of stature, by BodyJoint.
    private static readonly float[] Flesh =
    [
        0.065f, 0.06f, 0.062f, 0.035f, 0.05f,
        0.045f, 0.035f, 0.025f, 0.018f, 0.045f, 0.035f, 0.025f, 0.018f,
        0.05f, 0.03f, 0.024f, 0.014f, 0.05f, 0.03f, 0.024f, 0.014f,
    ];

    private readonly SmoothNoise _noise = new(style.Seed, 8);

    // 0 on the back, 1 on a side, 0 on the front; and 1 on the front alone.
    private readonly float _onSide = MathF.Pow(MathF.Sin(roll_rad), 2);
    private readonly float _onFront = MathF.Max(0, -MathF.Cos(roll_rad));

    public BodyProportions Body => body;

    public double Duration_s => double.PositiveInfinity;

    public void PoseAt(double t_s, BodyPose pose)
    {
        var move = 0.05f * style.Restlessness;
        pose[BodyJoint.Pelvis] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -MathF.PI / 2) * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, roll_rad);
        Trunk.Bend(pose, 0, (0.35f * _onSide) + (0.05f * style.Asymmetry), 0);
        var turned = (1.1f * _onFront * (style.LeftHanded ? 1 : -1)) + (4 * move * _noise.At(t_s, 0) * (1 - (0.7f * _onFront)));
        pose[BodyJoint.Neck] = Trunk.Turn(turned * 0.4f, 0.1f * _onSide, 0);
        pose[BodyJoint.Head] = Trunk.Turn(turned * 0.6f, move * _noise.At(t_s, 1), 0);
        Side(t_s, pose, true, move);
        Side(t_s, pose, false, move);
        RestOnFloor(pose);
    }

    private void Side(double t_s, BodyPose pose, bool left, float move)
    {
        var side = left ? 1f : -1f;
        var mine = side * style.Asymmetry;
        var noise = left ? 2 : 5;
        var knee = 0.12f + (_onSide * (0.9f + (0.5f * mine))) + (0.05f * _noise.At(t_s, noise)) + move;
        var hip = (knee * 0.55f * (1 - _onFront)) - (0.05f * _onFront);
        var spread = (0.1f + (0.08f * mine)) * (1 - (1.3f * _onSide));
        var joint = left ? BodyJoint.LeftHip : BodyJoint.RightHip;
        pose[joint] = Quaternion.CreateFromAxisAngle(Vector3.UnitX, side * spread)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, -hip)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, side * 0.4f * (1 - _onSide) * (1 - _onFront));
        pose[joint + 1] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, knee);
        pose[joint + 2] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.4f + (0.35f * _onFront));
        pose[joint + 3] = Quaternion.Identity;
        ArmSolver.Swing(
            pose, left,
            (_onSide * (1 + (0.3f * mine))) + (move * _noise.At(t_s, noise + 1)) - (0.1f * _onFront),
            (1 - _onSide) * (0.45f + style.ArmSpread_rad + (0.3f * mine)),
            style.ElbowBend_rad + (0.6f * _onSide * (1 - mine)) + MathF.Abs(move * _noise.At(t_s, noise + 2)));
    }

    private void RestOnFloor(BodyPose pose)
    {
        Span<Vector3> positions = stackalloc Vector3[BodyTree.Count];
        Span<Quaternion> frames = stackalloc Quaternion[BodyTree.Count];
        pose.Pelvis_m = Vector3.Zero;
        BodyKinematics.Solve(body, pose, positions, frames);
        var height = 0f;
        // The trunk carries; limbs are light and give way.
        for (var j = 0; j <= (int)BodyJoint.Head; j++)
        {
            height = MathF.Max(height, (Flesh[j] * (1 + (0.3f * _onSide)) * body.Stature_m) - positions[j].Z);
        }

        pose.Pelvis_m = new Vector3(0, 0, height);
    }
}
