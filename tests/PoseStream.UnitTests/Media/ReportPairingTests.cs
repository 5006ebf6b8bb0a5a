using PoseStream.Media.Clock;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class ReportPairingTests
{
    private const long Zero = 1_000_000_000;
    private readonly ReportPairing _pairing = new();

    [Fact]
    public void Pair_PacketsLeaveWithTheNextOnesWallClock_EachGetsItsOwn()
    {
        // Stamps 0, 100, 300, 400: uneven, each with the wall clock of its successor.
        Assert.Null(_pairing.Pair(Zero + 100, 0, Zero));
        Assert.Equal(Zero + 100, _pairing.Pair(Zero + 300, 100, Zero));
        Assert.Equal(Zero + 300, _pairing.Pair(Zero + 400, 300, Zero));
        Assert.Equal(Zero + 400, _pairing.Pair(null, 400, Zero));
        Assert.Null(_pairing.Pair(Zero + 600, 500, Zero));
    }

    [Fact]
    public void Pair_PacketsLeaveWithTheirOwnWallClock_EachKeepsIt()
    {
        Assert.Null(_pairing.Pair(Zero, 0, Zero));
        Assert.Equal(Zero + 100, _pairing.Pair(Zero + 100, 100, Zero));
        Assert.Equal(Zero + 300, _pairing.Pair(Zero + 300, 300, Zero));
        Assert.Null(_pairing.Pair(null, 400, Zero));
    }

    [Fact]
    public void Pair_OnceDecided_FollowsTheSendersDrift()
    {
        _pairing.Pair(Zero + 100, 0, Zero);
        _pairing.Pair(Zero + 200, 100, Zero);

        // Later reports have moved by far more than an interval from the first one's zero.
        Assert.Equal(Zero + 200, _pairing.Pair(Zero + 5300, 200, Zero));
        Assert.Equal(Zero + 5300, _pairing.Pair(Zero + 5400, 300, Zero));
    }

    [Fact]
    public void Pair_NoReportYet_SaysNothing()
    {
        Assert.Null(_pairing.Pair(null, 0, null));
        Assert.Null(_pairing.Pair(null, 100, null));
        Assert.Null(_pairing.Pair(Zero + 300, 200, Zero));
        Assert.Equal(Zero + 300, _pairing.Pair(Zero + 400, 300, Zero));
    }
}
