using PoseStream.Daemon.Demonstrating;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class StreamFlowTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(9, false)]
    public void IsConserved_EveryDecodedFrameAccountedFor(ulong decoded, bool conserved) => Assert.Equal(conserved, Flow(decoded, 5, 2, ("no_buffer", 2), ("superseded", 1)).IsConserved);

    [Fact]
    public void Sum_OfTwoStreams_AddsReasonByReason()
    {
        var sum = StreamFlow.Sum([Flow(10, 5, 2, ("no_buffer", 2), ("superseded", 1)), Flow(5, 4, 0, ("no_buffer", 1))]);
        Assert.Equal((15, 9, 2, 4), (sum.Decoded, sum.Published, sum.InFlight, sum.Dropped));
        Assert.Equal(3, sum.Drops["no_buffer"]);
        Assert.True(sum.IsConserved);
    }

    [Fact]
    public void Of_ReasonsThatNeverHappened_AreLeftOut() => Assert.Equal(["stopped"], Flow(1, 0, 0, ("no_buffer", 0), ("stopped", 1)).Drops.Keys);

    private static StreamFlow Flow(ulong decoded, ulong published, ulong inFlight, params (string Reason, ulong Count)[] drops)
    {
        var status = new StreamStatus { FramesDecoded = decoded, FramesPublished = published, FramesInFlight = inFlight };
        foreach (var (reason, count) in drops)
        {
            status.FramesDropped.Add(reason, count);
        }

        return StreamFlow.Of(status);
    }
}
