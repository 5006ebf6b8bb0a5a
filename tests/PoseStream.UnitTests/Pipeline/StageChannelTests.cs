using PoseStream.Pipeline.Channels;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class StageChannelTests
{
    [Fact]
    public void TryWrite_NewestWins_GivesExactlyTheLostItemsToTheCallback()
    {
        var lost = new List<int>();
        var channel = StageChannel.NewestWins<int>(2, lost.Add);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(channel.TryWrite(i));
        }

        Assert.Equal(Enumerable.Range(0, 8), lost);
        var kept = new List<int>();
        channel.Drain(kept.Add);
        Assert.Equal([8, 9], kept);
        Assert.Equal(8, lost.Count);
    }

    [Fact]
    public void TryWrite_WaitingAndFull_LeavesTheItemWithTheWriter()
    {
        var channel = StageChannel.Waiting<int>(1);
        Assert.True(channel.TryWrite(1));
        Assert.False(channel.TryWrite(2));
        Assert.True(channel.TryRead(out var item));
        Assert.Equal(1, item);
        Assert.False(channel.TryRead(out _));
    }

    [Fact]
    public async Task Complete_WithItems_ReaderGetsThemThenTheEnd()
    {
        var channel = StageChannel.Waiting<int>(2);
        channel.TryWrite(1);
        channel.Complete();
        Assert.False(channel.TryWrite(2));
        Assert.True(await channel.WaitToReadAsync());
        Assert.True(channel.TryRead(out var item));
        Assert.Equal(1, item);
        Assert.False(await channel.WaitToReadAsync());
    }

    [Fact]
    public async Task Complete_WithFault_ReaderSeesIt()
    {
        var channel = StageChannel.NewestWins<int>(1, static _ => { });
        channel.Complete(new InvalidOperationException("gone"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await channel.WaitToReadAsync());
    }
}
