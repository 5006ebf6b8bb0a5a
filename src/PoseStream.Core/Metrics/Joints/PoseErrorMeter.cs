using System.Numerics;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>
/// Mean joint errors over a run under every usual alignment. All joints weigh alike, whichever pose they belong to. Running, constant memory; not
/// thread-safe.
/// </summary>
public sealed class PoseErrorMeter(JointSubset joints, RootJoint root)
{
    private readonly RunningRatio _absolute = new();
    private readonly RunningRatio _rootAligned = new();
    private readonly RunningRatio _scaleAligned = new();
    private readonly RunningRatio _rigid = new();
    private readonly RunningRatio _similarity = new();

    public long Poses { get; private set; }

    /// <summary>Absolute MPJPE, metres; NaN before the first.</summary>
    public double Absolute_m => _absolute.Value;

    /// <summary>Root-aligned MPJPE, metres; NaN before the first.</summary>
    public double RootAligned_m => _rootAligned.Value;

    /// <summary>PA-MPJPE with scale, metres; NaN before the first.</summary>
    public double Similarity_m => _similarity.Value;

    /// <summary>Skeleton order, metres, one and the same frame; NaN where a joint is absent.</summary>
    public void Add(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m)
    {
        Poses++;
        Add(_absolute, JointErrors.Absolute(estimate_m, truth_m, joints));
        Add(_rootAligned, JointErrors.RootAligned(estimate_m, truth_m, joints, root));
        Add(_scaleAligned, JointErrors.ScaleAligned(estimate_m, truth_m, joints, root));
        Add(_rigid, JointErrors.ProcrustesAligned(estimate_m, truth_m, joints, scale: false));
        Add(_similarity, JointErrors.ProcrustesAligned(estimate_m, truth_m, joints, scale: true));
    }

    public IReadOnlyList<MetricResult> Results() =>
    [
        Result("MPJPE absolute", _absolute, "none", MetricResult.None),
        Result("MPJPE", _rootAligned, "root", root.Name),
        Result("N-MPJPE", _scaleAligned, "root and scale", root.Name),
        Result("PA-MPJPE rigid", _rigid, "rotation and translation", MetricResult.None),
        Result("PA-MPJPE", _similarity, "rotation, translation and scale", MetricResult.None),
    ];

    private static void Add(RunningRatio mean, JointErrorSum error)
    {
        if (error.Count > 0)
        {
            mean.Add(error.Sum_m, error.Count);
        }
    }

    private MetricResult Result(string name, RunningRatio mean, string alignment, string rootName)
    {
        var interval = mean.Interval()?.Within(0, double.MaxValue);
        return new MetricResult(
            name, mean.Value, "m", alignment, rootName, joints.Name, (long)mean.Denominator, "joints", interval?.Low, interval?.High);
    }
}
