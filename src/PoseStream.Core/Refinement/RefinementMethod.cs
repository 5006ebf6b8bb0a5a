namespace PoseStream.Core.Refinement;

/// <summary>How positions are smoothed over time.</summary>
public enum RefinementMethod
{
    /// <summary>As measured.</summary>
    None,

    /// <summary>A low-pass that opens with speed: <see cref="OneEuroFilter"/>.</summary>
    OneEuro,

    /// <summary>A low-pass of one time constant: <see cref="ExponentialFilter"/>.</summary>
    Exponential,

    /// <summary>Steady motion, measured with the networks' own uncertainty: <see cref="KalmanFilter"/>.</summary>
    Kalman,

    /// <summary>A line through the last frames: <see cref="LowessFilter"/>.</summary>
    Lowess,

    /// <summary>As <see cref="Kalman"/>, corrected by the frames after it, and as late as these: <see cref="FixedLagSmoother"/>.</summary>
    FixedLag,
}
