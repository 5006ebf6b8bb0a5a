using System.Numerics;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>MRPE: how far the roots of people are from where they truly are, and how far along each axis of the frame given. Running, constant memory.</summary>
public sealed class RootErrorMeter(RootJoint root)
{
    private static readonly string[] Names = ["MRPE", "MRPE x", "MRPE y", "MRPE z"];

    private readonly RunningRatio[] _means = [new(), new(), new(), new()];

    /// <summary>Mean distance, metres; NaN before the first.</summary>
    public double Mean_m => _means[0].Value;

    /// <summary>Metres, one and the same frame, usually the camera's: then z is depth. A pose without a root is not counted.</summary>
    public void Add(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m) => Add(root.Of(estimate_m), root.Of(truth_m));

    public void Add(Vector3 estimate_m, Vector3 truth_m)
    {
        var error = estimate_m - truth_m;
        if (!float.IsFinite(error.Length()))
        {
            return;
        }

        _means[0].Add(error.Length());
        for (var axis = 0; axis < 3; axis++)
        {
            _means[axis + 1].Add(Math.Abs(error[axis]));
        }
    }

    public IReadOnlyList<MetricResult> Results() => [.. _means.Select((mean, i) =>
    {
        var interval = mean.Interval()?.Within(0, double.MaxValue);
        return new MetricResult(Names[i], mean.Value, "m", "none", root.Name, MetricResult.None, mean.Additions, "poses", interval?.Low, interval?.High);
    })];
}
