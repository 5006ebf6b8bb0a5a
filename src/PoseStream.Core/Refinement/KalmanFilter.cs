using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// A Kalman filter for each coordinate of each point, apart: their errors are measured along the camera's axes. It goes on foretelling a point that is away
/// for a short while, so that it need not begin again when it is back.
/// </summary>
public sealed class KalmanFilter(int points, KalmanOptions options) : IPoseFilter
{
    // Longer than this nobody's hand keeps its velocity.
    private const double LongestAbsence_s = 0.3;

    private readonly VelocityState[] _velocity = new VelocityState[options.Motion is KalmanMotion.Velocity ? 3 * points : 0];
    private readonly AccelerationState[] _acceleration = new AccelerationState[options.Motion is KalmanMotion.Acceleration ? 3 * points : 0];
    private readonly Agility[] _agility = new Agility[points];
    private readonly double[] _sinceSeen_s = [.. Enumerable.Repeat(double.PositiveInfinity, points)];

    public double Delay_s => 0;

    public void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas)
    {
        for (var i = 0; i < points_m.Length; i++)
        {
            var known = _sinceSeen_s[i] <= LongestAbsence_s;
            var seen = float.IsFinite(points_m[i].X);
            _sinceSeen_s[i] = seen ? 0 : _sinceSeen_s[i] + dt_s;
            if (!seen && !known)
            {
                continue;
            }

            var variances = KalmanNoise.Variances(sigmas[i], options.Sigma_m);
            var surprise = new Vector3(float.NaN);
            for (var axis = 0; axis < 3; axis++)
            {
                surprise[axis] = Step((3 * i) + axis, (float)dt_s, known, ref points_m[i], axis, variances[axis], _agility[i].Factor(axis));
            }

            _agility[i].Learn(surprise);
        }
    }

    public void Reset()
    {
        Array.Fill(_sinceSeen_s, double.PositiveInfinity);
        Array.Clear(_agility);
    }

    /// <returns>How surprising the measured coordinate was; NaN for the first, and where there is none.</returns>
    private float Step(int state, float dt, bool known, ref Vector3 point, int axis, float variance, float liveliness)
    {
        var measured = point[axis];
        var surprise = float.NaN;
        if (_velocity.Length > 0)
        {
            ref var velocity = ref _velocity[state];
            if (!known)
            {
                velocity = VelocityState.Start(measured, variance);
                return surprise;
            }

            velocity = velocity.Predict(dt, liveliness * KalmanNoise.AccelerationDensity(options));
            if (float.IsFinite(measured))
            {
                surprise = velocity.Surprise(measured, variance);
                velocity = velocity.Update(measured, variance);
                point[axis] = velocity.X;
            }
        }
        else
        {
            ref var acceleration = ref _acceleration[state];
            if (!known)
            {
                acceleration = AccelerationState.Start(measured, variance);
                return surprise;
            }

            acceleration.Predict(dt, liveliness * KalmanNoise.JerkDensity(options));
            if (float.IsFinite(measured))
            {
                surprise = acceleration.Surprise(measured, variance);
                acceleration.Update(measured, variance);
                point[axis] = acceleration.X;
            }
        }

        return surprise;
    }
}
