using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Time;

public sealed class MediaTimeTests
{
    [Fact]
    public void Subtract_TwoTimes_GivesSeconds()
    {
        var early = MediaTime.FromSeconds(1.25);
        var late = MediaTime.FromSeconds(3);
        Assert.Equal(1.75, late - early, 12);
        Assert.Equal(-1.75, MediaTime.Subtract(early, late), 12);
    }

    [Fact]
    public void Compare_TwoTimes_OrdersThem()
    {
        var early = new MediaTime(1);
        var late = new MediaTime(2);
        Assert.True(early < late && late > early && early <= late && late >= early);
        Assert.True(early.CompareTo(late) < 0);
    }

    [Fact]
    public void FromSeconds_ThreeYears_KeepsTheMicrosecond()
    {
        var seconds = 3 * 365.25 * 86400;
        Assert.Equal(0.04, MediaTime.FromSeconds(seconds + 0.04) - MediaTime.FromSeconds(seconds), 6);
    }

    [Fact]
    public void Next_Epoch_IsOneMore() => Assert.Equal(new StreamEpoch(8), new StreamEpoch(7).Next());
}
