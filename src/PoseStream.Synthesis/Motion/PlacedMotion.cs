using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>A motion somewhere else on the floor, begun at another time.</summary>
public sealed class PlacedMotion(IMotion motion, FloorPlacement origin, double start_s = 0) : IMotion
{
    public BodyProportions Body => motion.Body;

    public double Duration_s => motion.Duration_s + start_s;

    public void PoseAt(double t_s, BodyPose pose)
    {
        motion.PoseAt(t_s - start_s, pose);
        pose.Pelvis_m = origin.ToWorld(pose.Pelvis_m);
        pose[BodyJoint.Pelvis] = origin.Rotation * pose[BodyJoint.Pelvis];
    }
}
