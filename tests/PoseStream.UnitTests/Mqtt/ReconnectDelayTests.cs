using PoseStream.Mqtt;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class ReconnectDelayTests
{
    [Fact]
    public void Next_HighestDraw_DoublesFromMinimumToMaximum()
    {
        var delay = new ReconnectDelay(MqttBackoff.Default, new FixedRandom(1));

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Draw(delay, 7));
    }

    [Fact]
    public void Next_LowestDraw_IsZero()
    {
        var delay = new ReconnectDelay(MqttBackoff.Default, new FixedRandom(0));

        Assert.Equal([0, 0, 0], Draw(delay, 3));
    }

    [Fact]
    public void ConnectionEnded_HealthyLongEnough_StartsAnew()
    {
        var delay = new ReconnectDelay(MqttBackoff.Default, new FixedRandom(1));
        Draw(delay, 4);

        delay.ConnectionEnded(TimeSpan.FromSeconds(60));

        Assert.Equal([1, 2], Draw(delay, 2));
    }

    [Fact]
    public void ConnectionEnded_TooSoon_KeepsGrowing()
    {
        var delay = new ReconnectDelay(MqttBackoff.Default, new FixedRandom(1));
        Draw(delay, 2);

        delay.ConnectionEnded(TimeSpan.FromSeconds(59));

        Assert.Equal([4, 8], Draw(delay, 2));
    }

    private static double[] Draw(ReconnectDelay delay, int count) => [.. Enumerable.Range(0, count).Select(_ => delay.Next().TotalSeconds)];

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
