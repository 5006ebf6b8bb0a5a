using System.Numerics;

namespace PoseStream.Daemon.Exporting;

/// <summary>One joint of the written hierarchy: it turns the bone that ends at another joint of Halpe-26.</summary>
/// <param name="Parent">Index in <see cref="BvhSkeleton.Bones"/>; -1 for the root.</param>
/// <param name="Joint">Where it is.</param>
/// <param name="Tip">What it points to.</param>
/// <param name="Rest">The direction to the tip when nothing is turned.</param>
internal readonly record struct BvhBone(string Name, int Parent, int Joint, int Tip, Vector3 Rest);
