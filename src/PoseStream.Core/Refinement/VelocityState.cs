namespace PoseStream.Core.Refinement;

/// <summary>Kalman filter of one coordinate that keeps its velocity. P is its covariance.</summary>
internal struct VelocityState
{
    // A person's own: nobody's joints move faster than about 5 m/s against the pelvis, nor does the pelvis.
    private const float StartSpeed_mps = 2;

    public float X;
    public float V;
    public float PXX;
    public float PXV;
    public float PVV;

    public static VelocityState Start(float measured, float variance) =>
        new() { X = measured, PXX = variance, PVV = StartSpeed_mps * StartSpeed_mps };

    /// <param name="density">Of white acceleration, m²/s³.</param>
    public readonly VelocityState Predict(float dt, float density) => new()
    {
        X = X + (V * dt),
        V = V,
        PXX = PXX + (dt * ((2 * PXV) + (dt * PVV))) + (density * dt * dt * dt / 3),
        PXV = PXV + (dt * PVV) + (density * dt * dt / 2),
        PVV = PVV + (density * dt),
    };

    /// <summary>The innovation in its standard deviations: 1 or -1 on average if the model is right.</summary>
    public readonly float Surprise(float measured, float variance) => (measured - X) / MathF.Sqrt(PXX + variance);

    public readonly VelocityState Update(float measured, float variance)
    {
        var (gainX, gainV) = (PXX / (PXX + variance), PXV / (PXX + variance));
        var innovation = measured - X;
        return new VelocityState
        {
            X = X + (gainX * innovation),
            V = V + (gainV * innovation),
            PXX = PXX - (gainX * PXX),
            PXV = PXV - (gainX * PXV),
            PVV = PVV - (gainV * PXV),
        };
    }

    /// <summary>One step back of Rauch, Tung and Striebel (1965): what this state would have been, had it known what came after.</summary>
    /// <param name="predicted">What this state foretold of the next.</param>
    /// <param name="next">The next, smoothed.</param>
    public readonly VelocityState Smoothed(float dt, in VelocityState predicted, in VelocityState next)
    {
        // C = P·Fᵀ·P⁻¹, with Fᵀ folded in: columns (PXX + dt·PXV, PXV) and (PXV + dt·PVV, PVV).
        var determinant = (predicted.PXX * predicted.PVV) - (predicted.PXV * predicted.PXV);
        var (xx, xv, vv) = (predicted.PVV / determinant, -predicted.PXV / determinant, predicted.PXX / determinant);
        var (ax, av) = (PXX + (dt * PXV), PXV);
        var (bx, bv) = (PXV + (dt * PVV), PVV);
        var (dx, dv) = (next.X - predicted.X, next.V - predicted.V);
        return this with
        {
            X = X + (((ax * xx) + (av * xv)) * dx) + (((ax * xv) + (av * vv)) * dv),
            V = V + (((bx * xx) + (bv * xv)) * dx) + (((bx * xv) + (bv * vv)) * dv),
        };
    }
}
