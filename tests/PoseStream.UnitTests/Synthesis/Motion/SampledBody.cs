using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;

namespace PoseStream.UnitTests.Synthesis.Motion;

/// <summary>Where a moving body's joints are at one time, and its joints' angles.</summary>
internal sealed class SampledBody
{
    private readonly Vector3[] _positions = new Vector3[BodyTree.Count];
    private readonly Quaternion[] _frames = new Quaternion[BodyTree.Count];

    public SampledBody(IMotion motion, double t_s)
    {
        motion.PoseAt(t_s, Pose);
        BodyKinematics.Solve(motion.Body, Pose, _positions, _frames);
    }

    public BodyPose Pose { get; } = new();

    public Vector3 this[BodyJoint joint] => _positions[(int)joint];

    public Quaternion FrameOf(BodyJoint joint) => _frames[(int)joint];

    /// <summary>About the joint's own left-right axis: positive is forwards for the thigh, bent for the knee if negated.</summary>
    public float Flexion_deg(BodyJoint joint) => -2 * MathF.Atan2(Pose[joint].Y, Pose[joint].W) * 180 / MathF.PI;
}
