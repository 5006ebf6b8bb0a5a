using System.Numerics;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>A joint, or the end of a bone, as the file has it.</summary>
/// <param name="Name">As written; the parent's with "/end" for an end site.</param>
/// <param name="Parent">Index of the parent, which comes before; -1 for the root.</param>
/// <param name="Offset">In the parent's frame, file units.</param>
/// <param name="FirstChannel">Column of its first channel in a frame.</param>
/// <param name="Channels">In the file's order; none for an end site.</param>
public sealed record BvhNode(string Name, int Parent, Vector3 Offset, int FirstChannel, IReadOnlyList<BvhChannel> Channels)
{
    public bool IsEnd => Channels.Count == 0;
}
