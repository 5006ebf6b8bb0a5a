using PoseStream.Core.Time;
using PoseStream.Media.Clock;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class FramePacerTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Remaining_File_IsByTheStampsWhateverCameLate()
    {
        using var pacer = new FramePacer(_time, isLive: false);

        Assert.Equal(0, Remaining(pacer, 0));
        Assert.Equal(4, Remaining(pacer, 4));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(-1, Remaining(pacer, 4));
        Assert.Equal(1, Remaining(pacer, 6));
    }

    [Fact]
    public void Remaining_SegmentsAtOnce_AreSpreadByTheirStamps()
    {
        using var pacer = new FramePacer(_time, isLive: true);

        Assert.Equal([0, 1, 2, 3, 4], new double[] { 0, 1, 2, 3, 4 }.Select(at_s => Math.Round(Remaining(pacer, at_s), 2)));
    }

    [Fact]
    public void Remaining_LateSegment_IsSpreadAsWell()
    {
        using var pacer = new FramePacer(_time, isLive: true);
        Remaining(pacer, 0);
        _time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal([-3, 1, 2], new double[] { 6, 7, 8 }.Select(at_s => Math.Round(Remaining(pacer, at_s), 1)));
    }

    [Fact]
    public void Remaining_DelayOfNoUse_IsMadeUp()
    {
        using var pacer = new FramePacer(_time, isLive: true);
        Remaining(pacer, 0);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(Remaining(pacer, 1), -10, -9);

        // An hour on, with every frame there before its time.
        _time.Advance(TimeSpan.FromHours(1));

        Assert.InRange(Remaining(pacer, 3601), -4, -3);
    }

    [Fact]
    public void Remaining_NewEpoch_BeginsAtOnce()
    {
        using var pacer = new FramePacer(_time, isLive: true);
        Remaining(pacer, 0);
        _time.Advance(TimeSpan.FromSeconds(9));
        Remaining(pacer, 6);

        Assert.Equal(0, pacer.Remaining(MediaTime.FromSeconds(0), startsEpoch: true).TotalSeconds);
        Assert.Equal(1, Remaining(pacer, 1), 0.01);
    }

    private static double Remaining(FramePacer pacer, double position_s) => pacer.Remaining(MediaTime.FromSeconds(position_s), startsEpoch: false).TotalSeconds;
}
