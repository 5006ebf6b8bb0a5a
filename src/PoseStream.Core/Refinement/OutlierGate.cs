using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// Puts in the place of a position that cannot be believed the one to which the last frames lead. Who insists is right: after a few frames the new place is
/// taken, and the past forgotten.
/// </summary>
public sealed class OutlierGate(int points, GateOptions options)
{
    private const int Window = 9;

    // The frames whose line leads on; movement bends over more.
    private const int Leading = 5;
    private const int MostRejected = 3;

    // How fast the unit follows: about as long as the window.
    private const float UnitShare = 0.15f;

    // In units: what is farther away counts in the next unit as if it were that near.
    private const float UnitLimit = 3;

    // Networks are not steadier than this; below it the unit would be the standing still of a person.
    private const float LeastUnit_m = 0.02f;

    private readonly PointHistory _history = new(points, Window);
    private readonly int[] _rejected = new int[points];
    private readonly float[] _units_m = new float[points];

    /// <summary>Positions replaced since the making.</summary>
    public long Rejected { get; private set; }

    /// <summary>Replaces what is not believed, in place.</summary>
    public void Next(double dt_s, Span<Vector3> points_m)
    {
        if (options.Rule is GateRule.None)
        {
            return;
        }

        _history.Advance(dt_s);
        for (var i = 0; i < points_m.Length; i++)
        {
            if (!float.IsFinite(points_m[i].X))
            {
                _history.Clear(i);
                continue;
            }

            if (IsOutlier(i, points_m[i], out var expected))
            {
                if (++_rejected[i] <= MostRejected)
                {
                    points_m[i] = expected;
                    Rejected++;
                }
                else
                {
                    _history.Clear(i);
                    _rejected[i] = 0;
                }
            }
            else
            {
                _rejected[i] = 0;
            }

            _history[i, 0] = points_m[i];
        }
    }

    public void Reset()
    {
        _history.Clear();
        Array.Clear(_rejected);
        Array.Clear(_units_m);
    }

    /// <param name="expected">Where the past leads; meaningful if the point is an outlier.</param>
    private bool IsOutlier(int point, Vector3 measured, out Vector3 expected)
    {
        var line = new WeightedLine();
        var known = 0;
        for (var back = 1; back < _history.Count && float.IsFinite(_history[point, back].X); back++)
        {
            if (back <= Leading)
            {
                line.Add(_history.Time_s(back), _history[point, back], 1);
            }

            known++;
        }

        if (known < Leading)
        {
            expected = measured;
            return false;
        }

        expected = line.At(0);
        return options.Rule is GateRule.Robust ? IsFarFromLine(point, Vector3.Distance(measured, expected)) : IsFarFromNeighbour(point, measured, known);
    }

    private bool IsFarFromLine(int point, float distance_m)
    {
        ref var unit = ref _units_m[point];
        unit = Math.Max(unit, LeastUnit_m);
        var far = distance_m > options.Threshold * unit;
        unit += UnitShare * (Math.Min(distance_m, UnitLimit * unit) - unit);
        return far;
    }

    private bool IsFarFromNeighbour(int point, Vector3 measured, int known)
    {
        var (sum, squares) = (Vector3.Zero, Vector3.Zero);
        for (var back = 1; back <= known; back++)
        {
            var position = _history[point, back];
            sum += position;
            squares += position * position;
        }

        var mean = sum / known;
        var deviation = Vector3.SquareRoot(Vector3.Max((squares / known) - (mean * mean), Vector3.Zero));
        var step = Vector3.Abs(measured - _history[point, 1]);
        return step.X > deviation.X || step.Y > deviation.Y || step.Z > deviation.Z;
    }
}
