using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Flow;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class InFlightLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Constructor_NoFrame_Throws() => Assert.Throws<ArgumentOutOfRangeException>(static () => new InFlightLimit(0));

    [Fact]
    public async Task EnterAsync_AllTurnsTaken_WaitsForOneToEnd()
    {
        var limit = new InFlightLimit(2);
        await limit.EnterAsync(new WorkTicket());
        await limit.EnterAsync(new WorkTicket());
        var third = limit.EnterAsync(new WorkTicket()).AsTask();
        Assert.False(third.IsCompleted);
        limit.Leave();
        await third.WaitAsync(Patience);
    }

    [Fact]
    public async Task EnterAsync_SeveralWait_TakeTurnsInTheirOrder()
    {
        var limit = new InFlightLimit(1);
        await limit.EnterAsync(new WorkTicket());
        var first = limit.EnterAsync(new WorkTicket()).AsTask();
        var second = limit.EnterAsync(new WorkTicket()).AsTask();
        limit.Leave();
        await first.WaitAsync(Patience);
        Assert.False(second.IsCompleted);
        limit.Leave();
        await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task EnterAsync_ManyWithOneLimit_NeverMoreThanThat()
    {
        var limit = new InFlightLimit(3);
        var (inside, most) = (0, 0);
        var everybody = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var turn = new WorkTicket();
            for (var i = 0; i < 500; i++)
            {
                await limit.EnterAsync(turn);
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                limit.Leave();
            }
        }));
        await Task.WhenAll(everybody).WaitAsync(Patience);
        Assert.InRange(most, 1, 3);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
