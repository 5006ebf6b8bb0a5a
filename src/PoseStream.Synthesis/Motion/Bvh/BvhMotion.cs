using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>
/// Plays a clip with another body: turns as recorded, ways scaled by the legs' length, feet where the recorded ones were and never in the floor.
/// Between recorded frames it interpolates linearly, so velocities step there.
/// </summary>
public sealed class BvhMotion(BvhClip clip, BodyProportions body) : IMotion
{
    private readonly float _leg_m = body.HipHeight_m - body.AnkleHeight_m;

    public BodyProportions Body => body;

    public double Duration_s => clip.Duration_s;

    public void PoseAt(double t_s, BodyPose pose)
    {
        var frames = clip.Frames;
        var at = Math.Clamp(t_s / clip.FrameTime_s, 0, frames.Length - 1);
        var i = Math.Min((int)at, Math.Max(0, frames.Length - 2));
        var share = (float)(at - i);
        var (a, b) = (frames[i], frames[Math.Min(i + 1, frames.Length - 1)]);
        for (var j = 0; j < BodyTree.Count; j++)
        {
            pose.Rotations[j] = Quaternion.Slerp(a.Rotations[j], b.Rotations[j], share);
        }

        pose.Pelvis_m = Scaled(Vector3.Lerp(a.Hips, b.Hips, share));
        for (var side = 0; side < 2; side++)
        {
            var (from, to) = (a.Feet[side], b.Feet[side]);
            var foot = new FootPlacement(
                Scaled(Vector3.Lerp(from.Ankle, to.Ankle, share)), Quaternion.Slerp(from.Rotation, to.Rotation, share), 0);
            LegSolver.SolveTowards(body, pose, side == 0, AboveFloor(foot), Vector3.Lerp(from.Knee, to.Knee, share));
        }
    }

    private Vector3 Scaled(Vector3 legs) => (legs * _leg_m) + new Vector3(0, 0, body.AnkleHeight_m);

    private FootPlacement AboveFloor(FootPlacement foot)
    {
        var heel = new Vector3(-FootPlacement.HeelShare * body.Stature_m, 0, -body.AnkleHeight_m);
        var ball = body.OffsetOf(BodyJoint.LeftToes);
        var sole = ball with { Z = -body.AnkleHeight_m };
        var lowest = foot.Ankle_m.Z + MathF.Min(Vector3.Transform(heel, foot.Rotation).Z, Vector3.Transform(sole, foot.Rotation).Z);
        var pitch = MathF.Asin(Math.Clamp(-Vector3.Transform(Vector3.UnitX, foot.Rotation).Z, -1, 1));
        var bend = lowest < 0.03f * body.Stature_m ? Math.Clamp(pitch, 0, 1.2f) * Curves.SmoothStep(1 - (lowest / (0.03f * body.Stature_m))) : 0;
        return foot.Raised(MathF.Max(0, -lowest)) with { ToeBend_rad = bend };
    }
}
