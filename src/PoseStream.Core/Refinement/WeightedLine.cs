using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>The straight line through weighted points over time with the least squares of distances.</summary>
internal struct WeightedLine
{
    // Below this the points are as good as one instant, through which no line is certain.
    private const float LeastSpread_s2 = 1e-8f;

    private float _weight;
    private float _time;
    private float _timeSquared;
    private Vector3 _sum;
    private Vector3 _timesTime;

    public void Add(float time_s, Vector3 point, float weight)
    {
        _weight += weight;
        _time += weight * time_s;
        _timeSquared += weight * time_s * time_s;
        _sum += weight * point;
        _timesTime += weight * time_s * point;
    }

    /// <summary>NaN if nothing was added; the mean, where times do not differ.</summary>
    public readonly Vector3 At(float time_s)
    {
        var mean = _sum / _weight;
        return mean + (Slope() * (time_s - (_time / _weight)));
    }

    /// <summary>Metres a second; 0 where times do not differ.</summary>
    private readonly Vector3 Slope()
    {
        var spread = _timeSquared - (_time * _time / _weight);
        return spread > LeastSpread_s2 * _weight ? (_timesTime - (_sum * (_time / _weight))) / spread : Vector3.Zero;
    }
}
