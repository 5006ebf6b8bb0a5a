using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class TrackIdSequenceTests
{
    [Fact]
    public async Task Next_ManyThreads_NeverRepeats()
    {
        var ids = new TrackIdSequence();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 5000).Select(_ => ids.Next()).ToArray())));
        Assert.Equal(20000, taken.SelectMany(static some => some).Distinct().Count());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1000)]
    [InlineData(86_400_000)]
    public void FromStartTime_LaterStart_IsBeyondEveryEarlierId(int later_ms)
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 100, TimeSpan.Zero);
        var first = TrackIdSequence.FromStartTime(start);
        var last = Enumerable.Range(0, 15_000).Select(_ => first.Next().Value).Last();
        Assert.True(TrackIdSequence.FromStartTime(start.AddMilliseconds(later_ms)).Next().Value > last);
    }

    [Fact]
    public void FromStartTime_Year2100_IsBelowTwoToThe53()
    {
        var id = TrackIdSequence.FromStartTime(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)).Next();
        Assert.InRange(id.Value, 1UL, (1UL << 53) - 1);
    }
}
