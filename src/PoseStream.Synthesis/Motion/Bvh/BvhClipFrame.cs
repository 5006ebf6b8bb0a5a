using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>One instant of a clip. Lengths in legs (thigh and shank), above the height that ankles have on the floor.</summary>
internal sealed class BvhClipFrame
{
    public Vector3 Hips { get; set; }

    /// <summary>By <see cref="BodyJoint"/>; those of the legs are unused, they follow from the feet.</summary>
    public Quaternion[] Rotations { get; } = [.. Enumerable.Repeat(Quaternion.Identity, BodyTree.Count)];

    /// <summary>Left, right.</summary>
    public (Vector3 Ankle, Quaternion Rotation, Vector3 Knee)[] Feet { get; } = new (Vector3, Quaternion, Vector3)[2];
}
