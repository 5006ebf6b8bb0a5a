using System.Numerics;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>
/// Errors of movement: mean length of the difference of velocities (MPJVE, m/s) and of accelerations (m/s²) between estimate and truth, and jitter: the
/// mean length of the third derivative of the estimate and of the truth (m/s³). From differences of neighbouring frames with their true distance in time. As the joints stand,
/// without alignment. Remembers four poses a person; not thread-safe.
/// </summary>
/// <param name="longestGap_s">Frames of a person further apart than this do not follow one another.</param>
public sealed class MotionMeter(JointSubset joints, double longestGap_s = 0.25)
{
    private const int Kept = 4;

    private readonly Dictionary<ulong, List<Instant>> _people = [];
    private readonly RunningRatio _velocity = new();
    private readonly RunningRatio _acceleration = new();
    private readonly RunningRatio _jitter = new();
    private readonly RunningRatio _truthJitter = new();
    private readonly RunningRatio _estimateAcceleration = new();
    private readonly RunningRatio _truthAcceleration = new();

    /// <summary>Mean length of the estimate's acceleration over that of the truth's, joints that both have at all three times: 1 is as steady as people are. NaN before there is any.</summary>
    public double AccelerationRatio => _estimateAcceleration.Value / _truthAcceleration.Value;

    /// <summary>A new video: nobody goes on.</summary>
    public void StartSequence() => _people.Clear();

    /// <summary>Skeleton order, metres, one and the same frame; NaN where a joint is absent.</summary>
    /// <param name="person">Who it truly is.</param>
    /// <param name="track">As whom they are followed: what one track says after another is a mistaken identity, and no movement.</param>
    /// <param name="time_s">Rises from call to call of a person.</param>
    public void Add(ulong person, ulong track, double time_s, ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m)
    {
        if (!_people.TryGetValue(person, out var past))
        {
            _people[person] = past = [];
        }

        if (past.Count > 0 && !(past[^1].Track == track && time_s > past[^1].Time_s && time_s - past[^1].Time_s <= longestGap_s))
        {
            past.Clear();
        }

        if (past.Count == Kept)
        {
            past.RemoveAt(0);
        }

        past.Add(new Instant(track, time_s, estimate_m.ToArray(), truth_m.ToArray()));
        Measure(_velocity, past, 1, static instant => instant.Difference);
        Measure(_acceleration, past, 2, static instant => instant.Difference);
        Measure(_jitter, past, 3, static instant => instant.Estimate_m);
        Measure(_truthJitter, past, 3, static instant => instant.Truth_m);
        Measure(_estimateAcceleration, past, 2, static instant => instant.CommonEstimate_m);
        Measure(_truthAcceleration, past, 2, static instant => instant.CommonTruth_m);
    }

    public IReadOnlyList<MetricResult> Results() =>
    [
        Result("MPJVE", _velocity, "m/s"),
        Result("acceleration error", _acceleration, "m/s²"),
        Result("jitter", _jitter, "m/s³"),
        Result("jitter of truth", _truthJitter, "m/s³"),
    ];

    private void Measure(RunningRatio mean, List<Instant> past, int order, Func<Instant, Vector3[]> pick)
    {
        if (past.Count <= order)
        {
            return;
        }

        var (sum, count) = (0.0, 0);
        foreach (var joint in joints.Indices)
        {
            var length = Derivative(past, order, pick, joint).Length();
            if (float.IsFinite(length))
            {
                sum += length;
                count++;
            }
        }

        if (count > 0)
        {
            mean.Add(sum, count);
        }
    }

    /// <summary>By divided differences over the last frames: exact for polynomials of this order, whatever the distances in time.</summary>
    private static Vector3 Derivative(List<Instant> past, int order, Func<Instant, Vector3[]> pick, int joint)
    {
        Span<Vector3> values = stackalloc Vector3[Kept];
        var first = past.Count - 1 - order;
        for (var i = 0; i <= order; i++)
        {
            values[i] = pick(past[first + i])[joint];
        }

        for (var level = 1; level <= order; level++)
        {
            for (var i = 0; i <= order - level; i++)
            {
                values[i] = (values[i + 1] - values[i]) * (float)(level / (past[first + i + level].Time_s - past[first + i].Time_s));
            }
        }

        return values[0];
    }

    private MetricResult Result(string name, RunningRatio mean, string unit)
    {
        var interval = mean.Interval()?.Within(0, double.MaxValue);
        return new MetricResult(
            name, mean.Value, unit, "none", MetricResult.None, joints.Name, (long)mean.Denominator, "joints", interval?.Low, interval?.High);
    }

    private sealed class Instant(ulong track, double time_s, Vector3[] estimate_m, Vector3[] truth_m)
    {
        public ulong Track => track;

        public double Time_s => time_s;

        public Vector3[] Estimate_m => estimate_m;

        public Vector3[] Truth_m => truth_m;

        /// <summary>NaN where the truth has none; and the other way round.</summary>
        public Vector3[] CommonEstimate_m { get; } = [.. estimate_m.Zip(truth_m, (a, b) => float.IsFinite(b.X) ? a : b)];

        public Vector3[] CommonTruth_m { get; } = [.. estimate_m.Zip(truth_m, (a, b) => float.IsFinite(a.X) ? b : a)];

        public Vector3[] Difference { get; } = [.. estimate_m.Zip(truth_m, (a, b) => a - b)];
    }
}
