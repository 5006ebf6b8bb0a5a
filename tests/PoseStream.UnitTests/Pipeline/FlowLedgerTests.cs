using PoseStream.Core.Frames;
using PoseStream.Pipeline.Flow;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class FlowLedgerTests
{
    [Fact]
    public void Snapshot_EveryWay_IsConserved()
    {
        var ledger = new FlowLedger();
        ledger.DecodedAndAdmitted();
        ledger.DecodedAndAdmitted();
        ledger.DecodedAndDropped(DropReason.NoBuffer);
        ledger.Dropped(DropReason.Superseded);
        var flow = ledger.Snapshot();
        Assert.Equal((3, 0, 1, 2), (flow.Decoded, flow.Published, flow.InFlight, flow.Dropped));
        Assert.True(flow.IsConserved);
    }

    [Fact]
    public void Published_AfterDrops_TellsEachDropOnce()
    {
        var ledger = new FlowLedger();
        ledger.DecodedAndDropped(DropReason.NoBuffer);
        ledger.DecodedAndAdmitted();
        Assert.Equal(1, ledger.Published());
        ledger.DecodedAndAdmitted();
        Assert.Equal(0, ledger.Published());
    }

    [Fact]
    public void Snapshot_FrameLetGoTwice_BreaksTheLaw()
    {
        var ledger = new FlowLedger();
        ledger.DecodedAndAdmitted();
        ledger.Dropped(DropReason.ItemFault);
        ledger.Published();
        Assert.NotEqual(0, ledger.Snapshot().InFlight);
    }
}
