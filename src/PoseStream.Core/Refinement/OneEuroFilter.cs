using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>The 1€ filter on a point (Casiez, Roussel, Vogel, CHI 2012): a low-pass whose cut-off rises with speed. One speed for all three axes, so that it does not depend on the choice of axes.</summary>
public struct OneEuroFilter
{
    private Vector3 _value;
    private Vector3 _speed;
    private bool _started;

    /// <param name="dt_s">Seconds since the last call, from the frames' stamps; ignored at the first call.</param>
    public Vector3 Next(Vector3 measured, double dt_s, OneEuroOptions options)
    {
        if (!_started)
        {
            _started = true;
            _value = measured;
            return measured;
        }

        var dt = (float)dt_s;
        if (dt <= 0)
        {
            return _value;
        }

        var speed = (measured - _value) / dt;
        _speed = Vector3.Lerp(_speed, speed, Alpha(options.DerivativeCutoff_Hz, dt));
        _value = Vector3.Lerp(_value, measured, Alpha(options.MinCutoff_Hz + (options.Beta * _speed.Length()), dt));
        return _value;
    }

    public void Reset() => this = default;

    private static float Alpha(float cutoff_Hz, float dt_s)
    {
        var r = 2 * MathF.PI * cutoff_Hz * dt_s;
        return r / (r + 1);
    }
}
