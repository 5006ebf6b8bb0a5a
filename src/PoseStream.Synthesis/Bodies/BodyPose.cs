using System.Numerics;

namespace PoseStream.Synthesis.Bodies;

/// <summary>
/// A posture: where the pelvis is in the world and how each joint is turned. World: REP-103 (x forward, y left, z up), metres, floor at z = 0.
/// With all rotations the identity a person stands upright at the origin of its own frame, faces +x, and lets the arms hang along -z, thumbs forward.
/// Every joint's frame is then parallel to the world's; <see cref="Rotations"/> are relative to the parent's frame, that of the pelvis to the world.
/// </summary>
public sealed class BodyPose
{
    public Vector3 Pelvis_m { get; set; }

    /// <summary>By <see cref="BodyJoint"/>.</summary>
    public Quaternion[] Rotations { get; } = [.. Enumerable.Repeat(Quaternion.Identity, BodyTree.Count)];

    public ref Quaternion this[BodyJoint joint] => ref Rotations[(int)joint];

    public void CopyTo(BodyPose other)
    {
        other.Pelvis_m = Pelvis_m;
        Rotations.CopyTo(other.Rotations, 0);
    }
}
