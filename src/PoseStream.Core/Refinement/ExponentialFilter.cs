using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>Exponential average: each frame takes a share of the way to the measured point that depends on the time since the last, not on the frame rate.</summary>
public sealed class ExponentialFilter : IPoseFilter
{
    private readonly ExponentialOptions _options;
    private readonly Vector3[] _values;

    public ExponentialFilter(int points, ExponentialOptions options)
    {
        (_options, _values) = (options, new Vector3[points]);
        Reset();
    }

    public double Delay_s => 0;

    public void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas)
    {
        var share = 1 - MathF.Exp(-(float)dt_s / _options.TimeConstant_s);
        for (var i = 0; i < points_m.Length; i++)
        {
            // An absent point leaves NaN here, which is no start for the next.
            _values[i] = float.IsFinite(_values[i].X) ? Vector3.Lerp(_values[i], points_m[i], share) : points_m[i];
            points_m[i] = _values[i];
        }
    }

    public void Reset() => Array.Fill(_values, new Vector3(float.NaN));
}
