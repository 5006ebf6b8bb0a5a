using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Rendering;

/// <summary>A person in a posture, solved: where every joint is and how it is turned.</summary>
public sealed class ScenePerson
{
    private readonly Vector3[] _positions_m = new Vector3[BodyTree.Count];
    private readonly Quaternion[] _frames = new Quaternion[BodyTree.Count];

    /// <param name="pose">Read once; may be changed afterwards.</param>
    public ScenePerson(string identity, PersonLook look, BodyPose pose)
    {
        Identity = identity;
        Look = look;
        BodyKinematics.Solve(look.Proportions, pose, _positions_m, _frames);
    }

    public string Identity { get; }

    public PersonLook Look { get; }

    /// <summary>World.</summary>
    public Vector3 PositionOf(BodyJoint joint) => _positions_m[(int)joint];

    /// <summary>From the joint's frame to the world.</summary>
    public Quaternion FrameOf(BodyJoint joint) => _frames[(int)joint];

    /// <summary>World position of a point fixed to a joint.</summary>
    public Vector3 At(BodyJoint joint, Vector3 local_m) => _positions_m[(int)joint] + Vector3.Transform(local_m, _frames[(int)joint]);
}
