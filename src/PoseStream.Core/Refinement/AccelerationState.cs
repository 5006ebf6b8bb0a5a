namespace PoseStream.Core.Refinement;

/// <summary>Kalman filter of one coordinate that keeps its acceleration. P is its covariance.</summary>
internal struct AccelerationState
{
    private const float StartSpeed_mps = 2;
    private const float StartAcceleration_mps2 = 10;

    private float _v;
    private float _a;
    private float _pxx;
    private float _pxv;
    private float _pxa;
    private float _pvv;
    private float _pva;
    private float _paa;

    public float X { get; private set; }

    public static AccelerationState Start(float measured, float variance) => new()
    {
        X = measured,
        _pxx = variance,
        _pvv = StartSpeed_mps * StartSpeed_mps,
        _paa = StartAcceleration_mps2 * StartAcceleration_mps2,
    };

    /// <param name="density">Of white jerk, m²/s⁵.</param>
    public void Predict(float dt, float density)
    {
        var (half, dt2) = (dt * dt / 2, dt * dt);
        X += (dt * _v) + (half * _a);
        _v += dt * _a;

        // F·P, row by row, then (F·P)·Fᵀ.
        var (xx, xv, xa) = (_pxx + (dt * _pxv) + (half * _pxa), _pxv + (dt * _pvv) + (half * _pva), _pxa + (dt * _pva) + (half * _paa));
        var (vv, va) = (_pvv + (dt * _pva), _pva + (dt * _paa));
        _pxx = xx + (dt * xv) + (half * xa) + (density * dt2 * dt2 * dt / 20);
        _pxv = xv + (dt * xa) + (density * dt2 * dt2 / 8);
        _pxa = xa + (density * dt2 * dt / 6);
        _pvv = vv + (dt * va) + (density * dt2 * dt / 3);
        _pva = va + (density * half);
        _paa += density * dt;
    }

    /// <summary>The innovation in its standard deviations: 1 or -1 on average if the model is right.</summary>
    public readonly float Surprise(float measured, float variance) => (measured - X) / MathF.Sqrt(_pxx + variance);

    public void Update(float measured, float variance)
    {
        var total = _pxx + variance;
        var (gx, gv, ga) = (_pxx / total, _pxv / total, _pxa / total);
        var innovation = measured - X;
        X += gx * innovation;
        _v += gv * innovation;
        _a += ga * innovation;
        _pvv -= gv * _pxv;
        _pva -= gv * _pxa;
        _paa -= ga * _pxa;
        _pxx -= gx * _pxx;
        _pxv -= gx * _pxv;
        _pxa -= gx * _pxa;
    }
}
