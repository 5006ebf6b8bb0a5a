namespace PoseStream.Synthesis.Motion;

/// <summary>A curve over a cycle, from a few published points: cubic between them, monotone where the points are (Fritsch and Carlson 1980), so plateaus stay flat.</summary>
internal sealed class PeriodicCurve
{
    private readonly float[] _phases;
    private readonly float[] _values;
    private readonly float[] _slopes;

    /// <param name="points">Phases rise within [0, 1).</param>
    public PeriodicCurve(params ReadOnlySpan<(float Phase, float Value)> points)
    {
        var n = points.Length;
        _phases = new float[n + 1];
        _values = new float[n + 1];
        _slopes = new float[n + 1];
        for (var i = 0; i <= n; i++)
        {
            _phases[i] = points[i % n].Phase + (i / n);
            _values[i] = points[i % n].Value;
        }

        for (var i = 0; i < n; i++)
        {
            var before = Secant((i + n - 1) % n);
            var after = Secant(i);
            // The harmonic mean keeps each piece monotone; at an extremum the slope is zero.
            _slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }

        _slopes[n] = _slopes[0];
    }

    /// <param name="phase">Any; wrapped into the cycle.</param>
    public float At(float phase)
    {
        phase -= MathF.Floor(phase);
        if (phase < _phases[0])
        {
            phase += 1;
        }

        var i = 0;
        while (i + 2 < _phases.Length && phase >= _phases[i + 1])
        {
            i++;
        }

        var width = _phases[i + 1] - _phases[i];
        var u = (phase - _phases[i]) / width;
        return Curves.Hermite(u, _values[i], _values[i + 1], width * _slopes[i], width * _slopes[i + 1]);
    }

    private float Secant(int i) => (_values[i + 1] - _values[i]) / (_phases[i + 1] - _phases[i]);
}
