using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>A <see cref="OneEuroFilter"/> for each point.</summary>
public sealed class OneEuroPoseFilter(int points, OneEuroOptions options) : IPoseFilter
{
    private readonly OneEuroFilter[] _points = new OneEuroFilter[points];

    public double Delay_s => 0;

    public void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas)
    {
        for (var i = 0; i < points_m.Length; i++)
        {
            if (float.IsFinite(points_m[i].X))
            {
                points_m[i] = _points[i].Next(points_m[i], dt_s, options);
            }
            else
            {
                _points[i].Reset();
            }
        }
    }

    public void Reset() => Array.Clear(_points);
}
