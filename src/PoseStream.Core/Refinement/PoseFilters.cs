namespace PoseStream.Core.Refinement;

/// <summary>The filter that each <see cref="RefinementMethod"/> names.</summary>
public static class PoseFilters
{
    /// <returns>Null for <see cref="RefinementMethod.None"/>.</returns>
    public static IPoseFilter? Create(RefinementOptions options, int points) => options.Method switch
    {
        RefinementMethod.OneEuro => new OneEuroPoseFilter(points, options.OneEuro),
        RefinementMethod.Exponential => new ExponentialFilter(points, options.Exponential),
        RefinementMethod.Kalman => new KalmanFilter(points, options.Kalman),
        RefinementMethod.Lowess => new LowessFilter(points, options.Lowess),
        RefinementMethod.FixedLag => new FixedLagSmoother(points, options.Kalman, options.FixedLag),
        _ => null,
    };
}
