using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Locating;

/// <summary>
/// How far somebody is of whom only pixels and relative depths are known: as far as their bones are, at the mean, nearest to the lengths that bones have
/// (facts: model contracts §8, §15 F). Joints lie on their rays, at the root's depth and their own: the farther the root, the longer the bones.
/// Wrong by as much as the person's height differs from the mean adult's.
/// </summary>
/// <param name="skeleton">Of the joints; bones that it lacks do not count.</param>
public sealed class BoneLengthSearch(Skeleton skeleton, IReadOnlyList<BoneLength> prior)
{
    public const float Nearest_m = 0.5f;
    public const float Farthest_m = 60;

    // Fewer say little of a whole person.
    private const int LeastBones = 4;

    // Some bones are near their length where others are far from it, so that the mean may have several valleys: the deepest of these steps is looked into.
    private const int Steps = 48;
    private const float Accuracy = 1e-5f;

    private static readonly float Golden = (MathF.Sqrt(5) - 1) / 2;

    private readonly (int From, int To, float Length_m)[] _bones =
    [
        .. prior.Where(bone => skeleton.TryIndexOf(bone.From, out _) && skeleton.TryIndexOf(bone.To, out _))
            .Select(bone => (skeleton.IndexOf(bone.From), skeleton.IndexOf(bone.To), bone.Length_m)),
    ];

    /// <summary>Allocates nothing.</summary>
    /// <param name="joints">Frame pixels; Z of the metres along the camera's axis, relative to the root.</param>
    /// <returns>The root's depth; null where too few bones are there, or the best place is beyond the ends of the range.</returns>
    public float? Depth(ReadOnlySpan<JointEstimate> joints, CameraModel camera)
    {
        Span<Vector3> rays = stackalloc Vector3[joints.Length];
        for (var j = 0; j < joints.Length; j++)
        {
            rays[j] = joints[j].IsPresent ? new Vector3(camera.Normalize(joints[j].Pixel), 1) : new Vector3(float.NaN);
        }

        if (CountBones(joints) < LeastBones)
        {
            return null;
        }

        var ratio = MathF.Pow(Farthest_m / Nearest_m, 1f / Steps);
        var (best, least) = (-1, float.PositiveInfinity);
        for (var i = 0; i <= Steps; i++)
        {
            var misfit = Misfit(joints, rays, Nearest_m * MathF.Pow(ratio, i));
            if (misfit < least)
            {
                (best, least) = (i, misfit);
            }
        }

        return best is > 0 and < Steps ? Refine(joints, rays, Nearest_m * MathF.Pow(ratio, best - 1), Nearest_m * MathF.Pow(ratio, best + 1)) : null;
    }

    private float Refine(ReadOnlySpan<JointEstimate> joints, ReadOnlySpan<Vector3> rays, float low, float high)
    {
        var (a, b) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (misfitA, misfitB) = (Misfit(joints, rays, a), Misfit(joints, rays, b));
        while (high - low > Accuracy * high)
        {
            if (misfitA <= misfitB)
            {
                (high, b, misfitB) = (b, a, misfitA);
                a = high - (Golden * (high - low));
                misfitA = Misfit(joints, rays, a);
            }
            else
            {
                (low, a, misfitA) = (a, b, misfitB);
                b = low + (Golden * (high - low));
                misfitB = Misfit(joints, rays, b);
            }
        }

        return (low + high) / 2;
    }

    private int CountBones(ReadOnlySpan<JointEstimate> joints)
    {
        var count = 0;
        foreach (var (from, to, _) in _bones)
        {
            count += IsUsable(joints[from]) && IsUsable(joints[to]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The mean difference of the bones' lengths from what they should be, metres.</summary>
    private float Misfit(ReadOnlySpan<JointEstimate> joints, ReadOnlySpan<Vector3> rays, float depth_m)
    {
        var (sum, count) = (0f, 0);
        foreach (var (from, to, length_m) in _bones)
        {
            if (IsUsable(joints[from]) && IsUsable(joints[to]))
            {
                var a = rays[from] * (depth_m + joints[from].RootRelative_m.Z);
                var b = rays[to] * (depth_m + joints[to].RootRelative_m.Z);
                sum += MathF.Abs(Vector3.Distance(a, b) - length_m);
                count++;
            }
        }

        return sum / count;
    }

    private static bool IsUsable(in JointEstimate joint) => joint.IsPresent && float.IsFinite(joint.RootRelative_m.Z);
}
