using System.Numerics;
using PoseStream.Core.Metrics.Alignment;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>MPVPE: mean distance of the vertices of a body mesh from the truth, root-aligned and after Procrustes with scale. Running, constant memory.</summary>
/// <param name="mesh">Its name, to print: "smpl6890".</param>
/// <param name="root">The name of the joint that the meshes were moved to.</param>
public sealed class VertexErrorMeter(string mesh, string root)
{
    private readonly RunningRatio _rootAligned = new();
    private readonly RunningRatio _similarity = new();

    /// <summary>Metres, vertex by vertex in the mesh's order.</summary>
    /// <param name="estimateRoot_m">Regressed from, or given with, the estimated mesh.</param>
    public void Add(ReadOnlySpan<Vector3> estimate_m, Vector3 estimateRoot_m, ReadOnlySpan<Vector3> truth_m, Vector3 truthRoot_m)
    {
        Add(_rootAligned, estimate_m, truth_m, new SimilarityTransform(1, Quaternion.Identity, estimateRoot_m, truthRoot_m));
        if (Procrustes.Fit(estimate_m, truth_m, scale: true) is { } fit)
        {
            Add(_similarity, estimate_m, truth_m, fit);
        }
    }

    public IReadOnlyList<MetricResult> Results() =>
    [
        Result("MPVPE", _rootAligned, "root", root),
        Result("PA-MPVPE", _similarity, "rotation, translation and scale", MetricResult.None),
    ];

    private static void Add(RunningRatio mean, ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, in SimilarityTransform transform)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < truth_m.Length; i++)
        {
            var distance = Vector3.Distance(transform.Apply(estimate_m[i]), truth_m[i]);
            if (float.IsFinite(distance))
            {
                sum += distance;
                count++;
            }
        }

        if (count > 0)
        {
            mean.Add(sum, count);
        }
    }

    private MetricResult Result(string name, RunningRatio mean, string alignment, string rootName)
    {
        var interval = mean.Interval()?.Within(0, double.MaxValue);
        return new MetricResult(
            name, mean.Value, "m", alignment, rootName, mesh, (long)mean.Denominator, "vertices", interval?.Low, interval?.High);
    }
}
