using PoseStream.Core.Time;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Time;

public sealed class LogThrottleTests
{
    [Fact]
    public void TryPass_Flood_PassesOneASecondAndCountsTheOthers()
    {
        var time = new ManualTimeProvider();
        var throttle = new LogThrottle(time);

        Assert.True(throttle.TryPass(out var held));
        Assert.Equal(0, held);
        Assert.False(throttle.TryPass(out _));
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(throttle.TryPass(out _));
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(throttle.TryPass(out held));
        Assert.Equal(2, held);
        Assert.False(throttle.TryPass(out _));
        Assert.Equal(1, throttle.TakeHeld());
        Assert.Equal(0, throttle.TakeHeld());
    }
}
