using PoseStream.Core.Metrics;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class BootstrapTests
{
    [Fact]
    public void Interval_OfAMean_IsThatOfTheNormalApproximation()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => RandomPose.Normal(random))];
        var mean = values.Average();
        var error = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length);

        var interval = Bootstrap.Interval(values.Length, counts => Mean(values, counts), draws: 4000)!.Value;

        Assert.Equal(mean - (1.96 * error), interval.Low, 0.15 * error);
        Assert.Equal(mean + (1.96 * error), interval.High, 0.15 * error);
    }

    [Fact]
    public void Interval_SameInput_IsTheSame()
    {
        double[] values = [1, 5, 2, 8, 3];
        Assert.Equal(Bootstrap.Interval(5, counts => Mean(values, counts)), Bootstrap.Interval(5, counts => Mean(values, counts)));
    }

    [Fact]
    public void Interval_OneUnitOrNoMeaning_IsNull()
    {
        Assert.Null(Bootstrap.Interval(1, _ => 1));
        Assert.Null(Bootstrap.Interval(3, _ => double.NaN));
    }

    private static double Mean(double[] values, ReadOnlySpan<int> counts)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += counts[i] * values[i];
        }

        return sum / values.Length;
    }
}
