using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>The numbers that Kalman filters of points take from <see cref="KalmanOptions"/>.</summary>
internal static class KalmanNoise
{
    // Seconds over which an unforeseen acceleration is taken to last: muscles do not push shorter.
    private const float Push_s = 0.1f;

    /// <summary>Spectral density of the acceleration, m²/s³.</summary>
    public static float AccelerationDensity(KalmanOptions options) => options.Acceleration_mps2 * options.Acceleration_mps2 * Push_s;

    /// <summary>Spectral density of the jerk, m²/s⁵: as much acceleration after the time of one push.</summary>
    public static float JerkDensity(KalmanOptions options) => options.Acceleration_mps2 * options.Acceleration_mps2 / Push_s;

    /// <summary>Variance of each coordinate, m².</summary>
    public static Vector3 Variances(in PointSigma sigma, float fallback_m)
    {
        var lateral = float.IsFinite(sigma.Lateral_m) ? sigma.Lateral_m : fallback_m;
        var depth = float.IsFinite(sigma.Depth_m) ? sigma.Depth_m : fallback_m;
        return new Vector3(lateral * lateral, lateral * lateral, depth * depth);
    }
}
