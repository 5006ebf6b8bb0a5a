using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class RateMeterTests
{
    [Fact]
    public void PerSecond_SteadyEvents_IsTheirRate()
    {
        var time = new ManualTimeProvider();
        var meter = new RateMeter(time);
        for (var i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(40));
            meter.Count();
        }

        Assert.Equal(25, meter.PerSecond, 1.0);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    public void PerSecond_LessThanOneASecond_IsTheirRateAllTheTime(double rate)
    {
        var time = new ManualTimeProvider();
        var meter = new RateMeter(time);
        for (var i = 0; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(0.5 / rate));
            Assert.True(i == 0 || Math.Abs(meter.PerSecond - rate) < 0.01, $"{meter.PerSecond} between two events");
            time.Advance(TimeSpan.FromSeconds(0.5 / rate));
            meter.Count();
            Assert.Equal(rate, meter.PerSecond, 0.01);
        }

        time.Advance(TimeSpan.FromSeconds(2 / rate));
        Assert.Equal(0, meter.PerSecond);
    }

    [Fact]
    public void PerSecond_EventsStop_FallsToZero()
    {
        var time = new ManualTimeProvider();
        var meter = new RateMeter(time);
        meter.Count();
        time.Advance(TimeSpan.FromSeconds(1.2));
        Assert.InRange(meter.PerSecond, 0.5, 1);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, meter.PerSecond);
    }
}
