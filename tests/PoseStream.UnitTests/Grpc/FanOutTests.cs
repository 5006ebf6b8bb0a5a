using PoseStream.Grpc.Subscriptions;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class FanOutTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Publish_ReaderKeepsUp_GivesEverythingInOrder()
    {
        using var fan = new FanOut<int>();
        using var subscription = fan.Subscribe(4);
        fan.Publish(1);
        fan.Publish(2);
        fan.Dispose();

        Assert.Equal([new(1, 0), new(2, 0)], await ReadAsync(subscription));
    }

    [Theory]
    [InlineData(1, 5, new[] { 4 }, new ulong[] { 4 })]
    [InlineData(2, 5, new[] { 3, 4 }, new ulong[] { 3, 0 })]
    [InlineData(3, 3, new[] { 0, 1, 2 }, new ulong[] { 0, 0, 0 })]
    public async Task Publish_ReaderTooSlow_NewestWinAndTheNextTellsTheLoss(int capacity, int published, int[] items, ulong[] missed)
    {
        using var fan = new FanOut<int>();
        using var subscription = fan.Subscribe(capacity);
        for (var i = 0; i < published; i++)
        {
            fan.Publish(i);
        }

        fan.Dispose();

        Assert.Equal(items.Zip(missed, (item, lost) => new Received<int>(item, lost)), await ReadAsync(subscription));
    }

    [Fact]
    public async Task Publish_OneReaderTooSlow_OthersLoseNothing()
    {
        using var fan = new FanOut<int>();
        using var slow = fan.Subscribe(1);
        using var fast = fan.Subscribe(10);
        for (var i = 0; i < 10; i++)
        {
            fan.Publish(i);
        }

        fan.Dispose();

        Assert.Equal([new(9, 9)], await ReadAsync(slow));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => new Received<int>(i, 0)), await ReadAsync(fast));
    }

    [Fact]
    public async Task Subscribe_WithChoice_UnwantedItemsNeitherComeNorCountAsMissed()
    {
        using var fan = new FanOut<int>();
        using var subscription = fan.Subscribe(1, item => item % 2 == 0);
        for (var i = 0; i < 5; i++)
        {
            fan.Publish(i);
        }

        fan.Dispose();

        Assert.Equal([new(4, 2)], await ReadAsync(subscription));
    }

    [Fact]
    public async Task ReadAllAsync_Cancelled_Throws()
    {
        using var fan = new FanOut<int>();
        using var subscription = fan.Subscribe(1);
        using var cancellation = new CancellationTokenSource();

        var reading = ReadAsync(subscription, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience));
    }

    [Fact]
    public async Task Dispose_OfSubscription_EndsItsReaderAndLeavesTheFanOut()
    {
        using var fan = new FanOut<int>();
        var subscription = fan.Subscribe(1);
        var reading = ReadAsync(subscription);
        Assert.Equal(1, fan.SubscriberCount);

        subscription.Dispose();

        Assert.Empty(await reading.WaitAsync(Patience));
        Assert.Equal(0, fan.SubscriberCount);
    }

    [Fact]
    public async Task Subscribe_AfterDispose_EndsAtOnce()
    {
        var fan = new FanOut<int>();
        fan.Dispose();

        using var subscription = fan.Subscribe(1);

        Assert.Empty(await ReadAsync(subscription).WaitAsync(Patience));
    }

    [Fact]
    public async Task TrySubscribe_ManyAtOnce_NoMoreThanAllowed()
    {
        const int Most = 3;
        using var fan = new FanOut<int>();
        using var start = new ManualResetEventSlim();
        var asking = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                return fan.TrySubscribe(1, Most);
            },
            TaskCreationOptions.LongRunning)).ToArray();

        start.Set();
        var given = (await Task.WhenAll(asking).WaitAsync(Patience)).OfType<Subscription<int>>().ToList();

        Assert.Equal(Most, given.Count);
        Assert.Equal(Most, fan.SubscriberCount);
    }

    [Fact]
    public void TrySubscribe_SomebodyLeft_GivesTheirPlace()
    {
        using var fan = new FanOut<int>();
        var first = fan.TrySubscribe(1, 1);
        Assert.Null(fan.TrySubscribe(1, 1));

        first!.Dispose();

        using var second = fan.TrySubscribe(1, 1);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Publish_ManyPublishersAndComingAndGoingSubscribers_ReceivedAndMissedAddUp()
    {
        const int Publishers = 3;
        const int Each = 20_000;
        using var fan = new FanOut<int>();
        using var subscription = fan.Subscribe(8);
        var reading = Task.Run(() => ReadAsync(subscription));
        var publishing = Enumerable.Range(0, Publishers).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                fan.Publish(i);
            }
        })).ToArray();
        var joining = Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                fan.Subscribe(2).Dispose();
            }
        });

        await Task.WhenAll([.. publishing, joining]).WaitAsync(Patience);
        fan.Dispose();
        var received = await reading.WaitAsync(Patience);

        Assert.Equal((ulong)(Publishers * Each), (ulong)received.Count + received.Aggregate(0UL, (sum, one) => sum + one.Missed));
    }

    [Fact]
    public void Publish_ManySubscribers_AllocatesNothing()
    {
        using var fan = new FanOut<string>();
        for (var i = 0; i < 20; i++)
        {
            fan.Subscribe(4, item => item.Length > 0);
        }

        for (var i = 0; i < 100; i++)
        {
            fan.Publish("warm");
        }

        Assert.Equal(0, Allocation.Of(() => fan.Publish("hot"), 1000));
    }

    private static async Task<List<Received<T>>> ReadAsync<T>(Subscription<T> subscription, CancellationToken cancellation = default)
    {
        var received = new List<Received<T>>();
        await foreach (var one in subscription.ReadAllAsync(cancellation))
        {
            received.Add(one);
        }

        return received;
    }
}
