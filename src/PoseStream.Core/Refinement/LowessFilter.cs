using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// Locally weighted regression (Cleveland 1979) in a sliding window: a line with tricube weights, then once more with bisquare weights against outliers
/// (facts: model contracts §11). Given out at the newest frame, or at one a little older.
/// </summary>
public sealed class LowessFilter(int points, LowessOptions options) : IPoseFilter
{
    // In units of the median distance from the line: nothing farther counts.
    private const float OutlierAfter = 6;

    private readonly PointHistory _history = new(points, options.Frames);

    public double Delay_s { get; private set; }

    public void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas)
    {
        _history.Advance(dt_s);
        var back = Math.Min(options.DelayFrames, _history.Count - 1);
        Delay_s = back > 0 ? -_history.Time_s(back) : 0;
        for (var i = 0; i < points_m.Length; i++)
        {
            _history[i, 0] = points_m[i];
            if (float.IsFinite(points_m[i].X))
            {
                points_m[i] = float.IsFinite(_history[i, back].X) ? Smooth(i, _history.Time_s(back)) : new Vector3(float.NaN);
            }
            else
            {
                _history.Clear(i);
            }
        }
    }

    public void Reset() => _history.Clear();

    private Vector3 Smooth(int point, float at_s)
    {
        Span<float> weights = stackalloc float[PointHistory.MaxLength];
        Span<float> distances = stackalloc float[PointHistory.MaxLength];
        // One frame beyond the farthest, which would weigh nothing otherwise.
        var reach = Math.Max(-at_s, at_s - _history.Time_s(_history.Count - 1)) * (1 + (1f / _history.Count));
        var line = new WeightedLine();
        for (var back = 0; back < _history.Count; back++)
        {
            weights[back] = Tricube((_history.Time_s(back) - at_s) / reach);
            Add(ref line, point, back, weights[back]);
        }

        var known = 0;
        for (var back = 0; back < _history.Count; back++)
        {
            if (float.IsFinite(_history[point, back].X))
            {
                distances[known++] = Vector3.Distance(_history[point, back], line.At(_history.Time_s(back)));
            }
        }

        distances = distances[..known];
        distances.Sort();
        var limit = OutlierAfter * distances[known / 2];
        if (!(limit > 0))
        {
            return line.At(at_s);
        }

        var again = new WeightedLine();
        for (var back = 0; back < _history.Count; back++)
        {
            var distance = Vector3.Distance(_history[point, back], line.At(_history.Time_s(back)));
            Add(ref again, point, back, weights[back] * Bisquare(distance / limit));
        }

        return again.At(at_s);
    }

    private void Add(ref WeightedLine line, int point, int back, float weight)
    {
        if (float.IsFinite(_history[point, back].X))
        {
            line.Add(_history.Time_s(back), _history[point, back], weight);
        }
    }

    private static float Tricube(float u)
    {
        // A window of one frame has no reach.
        var distance = float.IsFinite(u) ? Math.Abs(u) : 0;
        var rest = 1 - (distance * distance * distance);
        return rest * rest * rest;
    }

    private static float Bisquare(float u)
    {
        var rest = 1 - (u * u);
        return rest > 0 ? rest * rest : 0;
    }
}
