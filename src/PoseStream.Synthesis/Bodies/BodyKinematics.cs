using System.Numerics;

namespace PoseStream.Synthesis.Bodies;

/// <summary>From a posture to where everything is: forward kinematics, parents before children.</summary>
public static class BodyKinematics
{
    /// <param name="positions_m">World, by <see cref="BodyJoint"/>; <see cref="BodyTree.Count"/> long.</param>
    /// <param name="frames">From each joint's frame to the world.</param>
    public static void Solve(BodyProportions body, BodyPose pose, Span<Vector3> positions_m, Span<Quaternion> frames)
    {
        positions_m[0] = pose.Pelvis_m;
        frames[0] = pose.Rotations[0];
        for (var j = 1; j < BodyTree.Count; j++)
        {
            var joint = (BodyJoint)j;
            var parent = (int)BodyTree.ParentOf(joint);
            positions_m[j] = positions_m[parent] + Vector3.Transform(body.OffsetOf(joint), frames[parent]);
            frames[j] = frames[parent] * pose.Rotations[j];
        }
    }
}
