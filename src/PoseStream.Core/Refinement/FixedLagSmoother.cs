using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// A Kalman filter that keeps its last frames and corrects them by what came after (Rauch, Tung, Striebel): it gives out where the points were some frames ago.
/// A point that was away at any of them is absent: where it was then is not known. While there are fewer frames, it is as late as these allow.
/// </summary>
public sealed class FixedLagSmoother(int points, KalmanOptions options, FixedLagOptions lag) : IPoseFilter
{
    private readonly int _frames = lag.Frames + 1;
    private readonly VelocityState[] _filtered = new VelocityState[3 * points * (lag.Frames + 1)];
    private readonly VelocityState[] _predicted = new VelocityState[3 * points * (lag.Frames + 1)];
    private readonly float[] _dt = new float[lag.Frames + 1];
    private readonly int[] _known = new int[points];
    private readonly Agility[] _agility = new Agility[points];
    private int _newest = -1;
    private int _count;

    public double Delay_s { get; private set; }

    public void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas)
    {
        _newest = (_newest + 1) % _frames;
        _count = Math.Min(_count + 1, _frames);
        _dt[_newest] = (float)dt_s;
        Delay_s = 0;
        for (var back = 0; back < _count - 1; back++)
        {
            Delay_s += _dt[Slot(back)];
        }

        for (var i = 0; i < points_m.Length; i++)
        {
            if (!float.IsFinite(points_m[i].X))
            {
                _known[i] = 0;
                continue;
            }

            _known[i] = Math.Min(_known[i] + 1, _frames);
            var measured_m = points_m[i];
            var variances = KalmanNoise.Variances(sigmas[i], options.Sigma_m);
            var surprise = new Vector3(float.NaN);
            for (var axis = 0; axis < 3; axis++)
            {
                var density = _agility[i].Factor(axis) * KalmanNoise.AccelerationDensity(options);
                surprise[axis] = Filter((3 * i) + axis, measured_m[axis], variances[axis], _known[i] == 1, density);
                points_m[i][axis] = _known[i] == _count ? Smooth((3 * i) + axis, _known[i]) : float.NaN;
            }

            _agility[i].Learn(surprise);
        }
    }

    public void Reset()
    {
        _count = 0;
        Delay_s = 0;
        Array.Clear(_known);
        Array.Clear(_agility);
    }

    private int Slot(int back) => (_newest - back + _frames) % _frames;

    private ref VelocityState At(VelocityState[] states, int coordinate, int back) => ref states[(coordinate * _frames) + Slot(back)];

    /// <returns>How surprising the measured coordinate was; NaN for the first.</returns>
    private float Filter(int coordinate, float measured, float variance, bool starts, float density)
    {
        if (starts)
        {
            At(_filtered, coordinate, 0) = VelocityState.Start(measured, variance);
            return float.NaN;
        }

        var predicted = At(_filtered, coordinate, 1).Predict(_dt[_newest], density);
        At(_predicted, coordinate, 0) = predicted;
        At(_filtered, coordinate, 0) = predicted.Update(measured, variance);
        return predicted.Surprise(measured, variance);
    }

    private float Smooth(int coordinate, int known)
    {
        var state = At(_filtered, coordinate, 0);
        for (var back = 1; back < known; back++)
        {
            state = At(_filtered, coordinate, back).Smoothed(_dt[Slot(back - 1)], At(_predicted, coordinate, back - 1), state);
        }

        return state.X;
    }
}
