using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class BackoffTests
{
    [Fact]
    public void Next_AgainAndAgain_DoublesToThirtySeconds()
    {
        var backoff = new Backoff(new FixedRandom(1));
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalSeconds));
    }

    [Fact]
    public void Reset_AfterFailures_StartsFromOneSecond()
    {
        var backoff = new Backoff(new FixedRandom(1));
        backoff.Next();
        backoff.Next();
        backoff.Reset();
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next());
    }

    [Fact]
    public void Next_Jitter_CoversTheWholeRange()
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 500).Select(_ => new Backoff(random).Next().TotalSeconds).ToArray();
        Assert.InRange(waits.Min(), 0, 0.05);
        Assert.InRange(waits.Max(), 0.95, 1);
    }
}
