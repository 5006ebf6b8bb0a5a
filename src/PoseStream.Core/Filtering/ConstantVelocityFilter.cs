namespace PoseStream.Core.Filtering;

/// <summary>
/// A Kalman filter of one coordinate that moves with a nearly constant velocity, in any unit: the acceleration is white noise. The uncertainty grows with the
/// third power of the time without a measurement.
/// </summary>
public struct ConstantVelocityFilter(double value, double variance, double rateVariance)
{
    public double Value { get; private set; } = value;

    /// <summary>Per second.</summary>
    public double Rate { get; private set; }

    public double Variance { get; private set; } = variance;

    public double RateVariance { get; private set; } = rateVariance;

    /// <summary>Of value and rate.</summary>
    public double Covariance { get; private set; }

    /// <param name="dt_s">Not below 0.</param>
    /// <param name="accelerationDensity">Of the white acceleration: unit² / s³.</param>
    public void Predict(double dt_s, double accelerationDensity)
    {
        Value += Rate * dt_s;
        Variance += (2 * dt_s * Covariance) + (dt_s * dt_s * RateVariance) + (accelerationDensity * dt_s * dt_s * dt_s / 3);
        Covariance += (dt_s * RateVariance) + (accelerationDensity * dt_s * dt_s / 2);
        RateVariance += accelerationDensity * dt_s;
    }

    /// <summary>Squared distance of a measurement from what is expected, in standard deviations of both.</summary>
    public readonly double SquaredDistance(double measured, double variance) => (measured - Value) * (measured - Value) / (Variance + variance);

    /// <summary>How much less is known than a measurement alone tells, as a logarithm: what a filter that expects everything must pay for being right.</summary>
    public readonly double Vagueness(double variance) => Math.Log((Variance + variance) / variance);

    public void Correct(double measured, double variance)
    {
        var total = Variance + variance;
        var (gain, rateGain) = (Variance / total, Covariance / total);
        var innovation = measured - Value;
        Value += gain * innovation;
        Rate += rateGain * innovation;
        RateVariance -= rateGain * Covariance;
        Covariance *= 1 - gain;
        Variance *= 1 - gain;
    }

    /// <summary>The same uncertainty at another state: for motion that is straight in other coordinates than these.</summary>
    public void MoveTo(double value, double rate)
    {
        Value = value;
        Rate = rate;
    }
}
