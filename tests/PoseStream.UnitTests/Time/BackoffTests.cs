using PoseStream.Core.Time;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Time;

public sealed class BackoffTests
{
    [Fact]
    public void Next_HighestDraw_DoublesFromMinimumToMaximum()
    {
        var delay = new Backoff(BackoffLimits.Default, new FixedRandom(1));

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Draw(delay, 7));
    }

    [Fact]
    public void Next_LowestDraw_IsZero()
    {
        var delay = new Backoff(BackoffLimits.Default, new FixedRandom(0));

        Assert.Equal([0, 0, 0], Draw(delay, 3));
    }

    [Fact]
    public void ConnectionEnded_HealthyLongEnough_StartsAnew()
    {
        var delay = new Backoff(BackoffLimits.Default, new FixedRandom(1));
        Draw(delay, 4);

        delay.ConnectionEnded(TimeSpan.FromSeconds(60));

        Assert.Equal([1, 2], Draw(delay, 2));
    }

    [Fact]
    public void ConnectionEnded_TooSoon_KeepsGrowing()
    {
        var delay = new Backoff(BackoffLimits.Default, new FixedRandom(1));
        Draw(delay, 2);

        delay.ConnectionEnded(TimeSpan.FromSeconds(59));

        Assert.Equal([4, 8], Draw(delay, 2));
    }

    [Fact]
    public void Next_Jitter_CoversTheWholeRange()
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 500).Select(_ => new Backoff(BackoffLimits.Default, random).Next().TotalSeconds).ToArray();
        Assert.InRange(waits.Min(), 0, 0.05);
        Assert.InRange(waits.Max(), 0.95, 1);
    }

    private static double[] Draw(Backoff delay, int count) => [.. Enumerable.Range(0, count).Select(_ => delay.Next().TotalSeconds)];
}
