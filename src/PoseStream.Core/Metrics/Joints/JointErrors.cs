using System.Numerics;
using PoseStream.Core.Metrics.Alignment;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>
/// Errors of one pose: mean distances of joints from the truth, after an alignment that is named. Spans are in skeleton order, metres, in one and the
/// same frame; NaN where a joint is absent. Only joints of the subset that are in both count. Allocation-free.
/// </summary>
public static class JointErrors
{
    // A skeleton of more joints than this is put on the heap.
    private const int UsualJoints = 64;

    /// <summary>As they stand: the absolute MPJPE.</summary>
    public static JointErrorSum Absolute(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints) =>
        Shifted(estimate_m, truth_m, joints, Vector3.Zero);

    /// <summary>After the estimate was moved so that the roots meet: the MPJPE of most papers. The root itself, if in the subset, has no error and counts.</summary>
    /// <returns>Of no joint where a root is absent.</returns>
    public static JointErrorSum RootAligned(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints, RootJoint root) =>
        Shifted(estimate_m, truth_m, joints, root.Of(truth_m) - root.Of(estimate_m));

    /// <summary>After the roots meet and the estimate was scaled about its root to fit best: N-MPJPE. No rotation.</summary>
    public static JointErrorSum ScaleAligned(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints, RootJoint root)
    {
        var (estimateRoot, truthRoot) = (root.Of(estimate_m), root.Of(truth_m));
        var (agreement, spread) = (0.0, 0.0);
        foreach (var joint in joints.Indices)
        {
            var (a, b) = (estimate_m[joint] - estimateRoot, truth_m[joint] - truthRoot);
            if (Procrustes.IsPair(a, b))
            {
                agreement += Vector3.Dot(a, b);
                spread += Vector3.Dot(a, a);
            }
        }

        var scale = spread > 0 ? agreement / spread : 1;
        return Transformed(estimate_m, truth_m, joints, new SimilarityTransform((float)scale, Quaternion.Identity, estimateRoot, truthRoot));
    }

    /// <summary>After the best rotation and translation, and the best scale too if <paramref name="scale"/>: PA-MPJPE. The two are not comparable.</summary>
    public static JointErrorSum ProcrustesAligned(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints, bool scale)
    {
        var indices = joints.Indices;
        var from = indices.Length <= UsualJoints ? stackalloc Vector3[indices.Length] : new Vector3[indices.Length];
        var to = indices.Length <= UsualJoints ? stackalloc Vector3[indices.Length] : new Vector3[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            from[i] = estimate_m[indices[i]];
            to[i] = truth_m[indices[i]];
        }

        return Procrustes.Fit(from, to, scale) is { } fit ? Transformed(estimate_m, truth_m, joints, fit) : default;
    }

    private static JointErrorSum Shifted(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints, Vector3 shift_m) =>
        Transformed(estimate_m, truth_m, joints, new SimilarityTransform(1, Quaternion.Identity, Vector3.Zero, shift_m));

    private static JointErrorSum Transformed(
        ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, JointSubset joints, in SimilarityTransform transform)
    {
        var (sum, count) = (0.0, 0);
        foreach (var joint in joints.Indices)
        {
            var distance = Vector3.Distance(transform.Apply(estimate_m[joint]), truth_m[joint]);
            if (float.IsFinite(distance))
            {
                sum += distance;
                count++;
            }
        }

        return new JointErrorSum(sum, count);
    }
}
