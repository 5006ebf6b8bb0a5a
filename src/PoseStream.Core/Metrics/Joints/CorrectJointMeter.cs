using System.Numerics;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>
/// 3DPCK: the share of joints nearer to the truth than a threshold, and AUC: the mean of that share over the thresholds 0, 5, … 150 mm (MPI-INF-3DHP's 31).
/// Relative: after the roots meet; absolute: as they stand. Running, constant memory.
/// </summary>
/// <param name="threshold_m">Metres; 0.15 is usual.</param>
public sealed class CorrectJointMeter(JointSubset joints, RootJoint root, float threshold_m = 0.15f)
{
    private const int Steps = 31;
    private const float Step_m = 0.005f;

    private readonly RunningRatio _relative = new();
    private readonly RunningRatio _absolute = new();
    private readonly RunningRatio _relativeArea = new();
    private readonly RunningRatio _absoluteArea = new();

    /// <summary>A person whom nobody found: all joints that are in the truth count as wrong.</summary>
    public void AddMissed(ReadOnlySpan<Vector3> truth_m)
    {
        var count = 0;
        foreach (var joint in joints.Indices)
        {
            count += float.IsFinite(truth_m[joint].Length()) ? 1 : 0;
        }

        foreach (var share in (ReadOnlySpan<RunningRatio>)[_relative, _absolute, _relativeArea, _absoluteArea])
        {
            share.Add(0, count);
        }
    }

    /// <summary>Skeleton order, metres, one and the same frame. A joint that is in the truth and not in the estimate is wrong.</summary>
    public void Add(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m)
    {
        Add(estimate_m, truth_m, Vector3.Zero, _absolute, _absoluteArea);
        Add(estimate_m, truth_m, root.Of(truth_m) - root.Of(estimate_m), _relative, _relativeArea);
    }

    public IReadOnlyList<MetricResult> Results()
    {
        var at = $"@{Math.Round(threshold_m * 1000)}mm";
        return
        [
            Result($"3DPCK{at} relative", _relative, "root", root.Name),
            Result($"3DPCK{at} absolute", _absolute, "none", MetricResult.None),
            Result("AUC@0-150mm relative", _relativeArea, "root", root.Name),
            Result("AUC@0-150mm absolute", _absoluteArea, "none", MetricResult.None),
        ];
    }

    private void Add(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m, Vector3 shift_m, RunningRatio share, RunningRatio area)
    {
        var (right, passed, count) = (0, 0, 0);
        foreach (var joint in joints.Indices)
        {
            if (!float.IsFinite(truth_m[joint].Length()))
            {
                continue;
            }

            count++;
            var distance = Vector3.Distance(estimate_m[joint] + shift_m, truth_m[joint]);
            right += distance < threshold_m ? 1 : 0;
            for (var step = 0; step < Steps; step++)
            {
                passed += distance < step * Step_m ? 1 : 0;
            }
        }

        share.Add(right, count);
        area.Add((double)passed / Steps, count);
    }

    private MetricResult Result(string name, RunningRatio share, string alignment, string rootName)
    {
        var interval = share.Interval()?.Within(0, 1);
        return new MetricResult(name, share.Value, "1", alignment, rootName, joints.Name, (long)share.Denominator, "joints", interval?.Low, interval?.High);
    }
}
