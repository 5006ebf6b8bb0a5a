using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Refinement;

/// <summary>
/// Moves a pose about as little as possible so that every segment has its track's length. The root stays; both ends of a segment share what it is too long or too
/// short, mostly along the line of sight: the picture shows movement across it and hides movement along it.
/// </summary>
public static class BoneProjection
{
    // Variance along the line of sight over that across it: depth is about twice as uncertain as what the picture shows.
    private const float Along = 4;

    // Each makes the errors of lengths several times smaller; the last step takes what is left.
    private const int Sweeps = 4;

    private static readonly int[] Outwards = OrderOf(Halpe26.Skeleton);

    /// <param name="root_m">Camera space: where the line of sight goes.</param>
    /// <param name="joints_m">Halpe-26, camera space; NaN where absent. Changed in place.</param>
    public static void Apply(Vector3 root_m, Span<Vector3> joints_m, SegmentLengths lengths)
    {
        var sight = root_m.LengthSquared() > 0 ? Vector3.Normalize(root_m) : Vector3.UnitZ;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var joint in Outwards)
            {
                var parent = Halpe26.Skeleton.Joints[joint].Parent;
                if (Stretch(joints_m, joint, parent, lengths) is { } stretch)
                {
                    Share(ref joints_m[joint], ref joints_m[parent], stretch, sight, Halpe26.Skeleton.Joints[parent].Parent < 0);
                }
            }
        }

        foreach (var joint in Outwards)
        {
            var parent = Halpe26.Skeleton.Joints[joint].Parent;
            if (Stretch(joints_m, joint, parent, lengths) is { } stretch)
            {
                joints_m[joint] -= stretch * Vector3.Normalize(joints_m[joint] - joints_m[parent]);
            }
        }
    }

    /// <summary>By how much the segment is too long; null where it cannot be held.</summary>
    private static float? Stretch(ReadOnlySpan<Vector3> joints, int joint, int parent, SegmentLengths lengths)
    {
        var length = Vector3.Distance(joints[joint], joints[parent]);
        return length > 0 && lengths.Of(joint) is { } held ? length - held.Mean_m : null;
    }

    /// <summary>The smallest movement, measured in standard deviations, that takes the stretch away to first order.</summary>
    private static void Share(ref Vector3 joint, ref Vector3 parent, float stretch, Vector3 sight, bool parentStays)
    {
        var direction = Vector3.Normalize(joint - parent);
        var way = direction + ((Along - 1) * Vector3.Dot(direction, sight) * sight);
        var share = stretch / Vector3.Dot(direction, way) * way;
        if (parentStays)
        {
            joint -= share;
        }
        else
        {
            joint -= share / 2;
            parent += share / 2;
        }
    }

    /// <summary>Parents before children, the root left out.</summary>
    private static int[] OrderOf(Skeleton skeleton)
    {
        int Depth(int joint) => joint < 0 ? 0 : 1 + Depth(skeleton.Joints[joint].Parent);
        return [.. Enumerable.Range(0, skeleton.Count).Where(i => skeleton.Joints[i].Parent >= 0).OrderBy(Depth)];
    }
}
