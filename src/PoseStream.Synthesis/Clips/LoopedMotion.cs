using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// Repeats the first seconds of a motion without a jump. The motion itself must be back in its place by then, with the same foot forward; what wanders without a
/// period (sway, glances, gestures) is led back to its beginning within the last second.
/// </summary>
internal sealed class LoopedMotion(IMotion motion, double period_s) : IMotion
{
    private const double Blend_s = 1;

    public BodyProportions Body => motion.Body;

    public double Duration_s => double.PositiveInfinity;

    public void PoseAt(double t_s, BodyPose pose)
    {
        var t = t_s - (Math.Floor(t_s / period_s) * period_s);
        motion.PoseAt(t, pose);
        var share = (float)((t - period_s + Blend_s) / Blend_s);
        if (share <= 0)
        {
            return;
        }

        var next = new BodyPose();
        motion.PoseAt(t - period_s, next);
        share = Curves.MinimumJerk(share);
        pose.Pelvis_m = Vector3.Lerp(pose.Pelvis_m, next.Pelvis_m, share);
        for (var j = 0; j < BodyTree.Count; j++)
        {
            pose.Rotations[j] = Quaternion.Slerp(pose.Rotations[j], next.Rotations[j], share);
        }
    }
}
