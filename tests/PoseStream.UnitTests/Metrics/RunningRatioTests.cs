using PoseStream.Core.Metrics;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class RunningRatioTests
{
    [Fact]
    public void Value_Nothing_IsNotANumberAndHasNoInterval()
    {
        var ratio = new RunningRatio();
        Assert.True(double.IsNaN(ratio.Value));
        Assert.Null(ratio.Interval());
        ratio.Add(3);
        Assert.Equal(3, ratio.Value);
        Assert.Null(ratio.Interval());
    }

    [Fact]
    public void Interval_TwoSamples_IsStudents()
    {
        // Mean 2, standard error 1, one degree of freedom.
        var ratio = new RunningRatio();
        ratio.Add(1);
        ratio.Add(3);
        Assert.Equal(2 - 12.7062, ratio.Interval()!.Value.Low, 1e-3);
        Assert.Equal(2 + 12.7062, ratio.Interval()!.Value.High, 1e-3);
    }

    [Fact]
    public void Value_LongRun_IsTheRatioOfTheSums()
    {
        var random = new Random(1);
        var (ratio, numerator, denominator) = (new RunningRatio(), 0.0, 0.0);
        for (var i = 0; i < 12_345; i++)
        {
            var (a, b) = (random.NextDouble(), random.Next(3));
            ratio.Add(a, b);
            numerator += a;
            denominator += b;
        }

        Assert.Equal(numerator / denominator, ratio.Value, 1e-9);
        Assert.Equal(12_345, ratio.Additions);
    }

    [Theory]
    [InlineData(10, 0.0)]
    [InlineData(500, 0.0)]
    [InlineData(5000, 0.9)]
    public void Interval_ManyRuns_HoldsTheTruthInAboutNineteenOfTwenty(int samples, double likeTheLast)
    {
        var held = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var ratio = new RunningRatio();
            var value = RandomPose.Normal(random);
            for (var i = 0; i < samples; i++)
            {
                value = (likeTheLast * value) + (Math.Sqrt(1 - (likeTheLast * likeTheLast)) * RandomPose.Normal(random));
                ratio.Add(value + 7);
            }

            held += ratio.Interval() is { Low: <= 7, High: >= 7 } ? 1 : 0;
        }

        Assert.InRange(held, 915, 975);
    }
}
