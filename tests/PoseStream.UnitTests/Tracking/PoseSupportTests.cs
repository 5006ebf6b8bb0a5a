using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class PoseSupportTests
{
    private readonly PoseSupport _support = new(doubtAfter_s: 0.5);

    [Fact]
    public void IsDoubted_NobodySeenYet_IsTrue() => Assert.True(See(0, false));

    [Fact]
    public void IsDoubted_NobodySeenAnyMore_IsTrueAfterAWhile()
    {
        Assert.False(See(1, true));
        Assert.False(See(1.4, false));
        Assert.True(See(1.6, false));
    }

    [Fact]
    public void IsProven_ThirdPose_IsTrueAndStays()
    {
        bool[] proven = [.. new[] { true, false, true, true, false }.Select((sees, i) =>
        {
            See(i, sees);
            return _support.IsProven;
        })];
        Assert.Equal([false, false, false, true, true], proven);
    }

    private bool See(double seconds, bool seesPerson) => _support.IsDoubted(seesPerson, MediaTime.FromSeconds(seconds));
}
