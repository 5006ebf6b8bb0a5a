using PoseStream.Core.Filtering;
using Xunit;

namespace PoseStream.UnitTests.Filtering;

public sealed class ConstantVelocityFilterTests
{
    [Fact]
    public void Correct_Ramp_LearnsRateAndValue()
    {
        var filter = new ConstantVelocityFilter(0, 0.01, 4);
        for (var i = 1; i <= 60; i++)
        {
            filter.Predict(0.04, 0.5);
            filter.Correct(2 * i * 0.04, 0.01);
        }

        Assert.Equal(2, filter.Rate, 0.05);
        Assert.Equal(2 * 60 * 0.04, filter.Value, 0.01);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.04)]
    [InlineData(0.2)]
    public void Predict_AnyStep_SumsToTheSame(double dt)
    {
        var (stepped, whole) = (new ConstantVelocityFilter(1, 0.5, 2), new ConstantVelocityFilter(1, 0.5, 2));
        for (var i = 0; i < (int)Math.Round(2 / dt); i++)
        {
            stepped.Predict(dt, 0.7);
        }

        whole.Predict(2, 0.7);
        Assert.Equal(whole.Variance, stepped.Variance, 1e-9);
        Assert.Equal(whole.Covariance, stepped.Covariance, 1e-9);
        Assert.Equal(whole.RateVariance, stepped.RateVariance, 1e-9);
    }

    [Fact]
    public void Correct_TrueNoise_IsAsSureAsItSays()
    {
        var random = new Random(3);
        var (inside, all) = (0, 0);
        for (var run = 0; run < 300; run++)
        {
            var (truth, rate) = (0.0, Normal(random) * 2);
            var filter = new ConstantVelocityFilter(Normal(random) * 0.3, 0.09, 4);
            for (var i = 0; i < 40; i++)
            {
                const double Dt = 0.05;
                var (a, b) = (Normal(random), Normal(random));

                // Exact for white acceleration of density 1.
                truth += (rate * Dt) + (Math.Sqrt(Dt * Dt * Dt / 3) * ((Math.Sqrt(0.75) * a) + (0.5 * b)));
                rate += Math.Sqrt(Dt) * ((Math.Sqrt(0.75) * a) + (0.5 * b));
                filter.Predict(Dt, 1);
                filter.Correct(truth + (Normal(random) * 0.3), 0.09);
                inside += Math.Abs(truth - filter.Value) < 1.96 * Math.Sqrt(filter.Variance) ? 1 : 0;
                all++;
            }
        }

        Assert.InRange((double)inside / all, 0.92, 0.98);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
