using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;

namespace PoseStream.Synthesis.Clips;

/// <summary>Goes its way once a round and begins anew at its start: for who comes into the picture from one side and leaves it at the other, so that nobody sees the jump.</summary>
/// <param name="lead_s">How far along its way the motion is when the round begins.</param>
internal sealed class PassingMotion(IMotion motion, double period_s, double lead_s) : IMotion
{
    public BodyProportions Body => motion.Body;

    public double Duration_s => double.PositiveInfinity;

    public void PoseAt(double t_s, BodyPose pose)
    {
        var t = t_s + lead_s;
        motion.PoseAt(t - (Math.Floor(t / period_s) * period_s), pose);
    }
}
