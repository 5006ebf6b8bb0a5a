namespace PoseStream.Core.Metrics.Joints;

/// <summary>MAE of one joint angle, degrees. Angles that differ by whole turns are the same angle. Running, constant memory.</summary>
/// <param name="name">Such as "knee_angle_l".</param>
public sealed class AngleMeter(string name)
{
    private readonly RunningRatio _mean = new();

    public string Name => name;

    /// <summary>Degrees; what is not finite is not counted.</summary>
    /// <returns>The absolute error, 0..180; NaN if not counted.</returns>
    public double Add(double estimate_deg, double truth_deg)
    {
        var error = Math.Abs(Math.IEEERemainder(estimate_deg - truth_deg, 360));
        if (double.IsFinite(error))
        {
            _mean.Add(error);
        }

        return error;
    }

    public MetricResult Result()
    {
        var interval = _mean.Interval()?.Within(0, 180);
        return new MetricResult("angle MAE", _mean.Value, "deg", "none", MetricResult.None, name, _mean.Additions, "angles", interval?.Low, interval?.High);
    }
}
