using PoseStream.Media.Interop;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class ProgressDeadlineTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void ShouldStop_ArmedAnew_CountsFromThere()
    {
        var deadline = new ProgressDeadline(_time, CancellationToken.None);
        deadline.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1.5));
        deadline.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(deadline.ShouldStop());

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(deadline.ShouldStop());
        Assert.True(deadline.Expired);
    }

    [Fact]
    public void ShouldStop_ExpiredThenArmed_StaysExpired()
    {
        var deadline = new ProgressDeadline(_time, CancellationToken.None);
        deadline.Arm(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));
        deadline.ShouldStop();

        deadline.Arm(TimeSpan.FromSeconds(1));

        Assert.True(deadline.ShouldStop());
    }

    [Fact]
    public void ShouldStop_Cancelled_StopsWithoutExpiring()
    {
        using var stop = new CancellationTokenSource();
        var deadline = new ProgressDeadline(_time, stop.Token);
        Assert.False(deadline.ShouldStop());

        stop.Cancel();

        Assert.True(deadline.ShouldStop());
        Assert.False(deadline.Expired);
    }

    [Fact]
    public void ShouldStop_Closing_AllowsHalfASecondEvenWhenCancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var deadline = new ProgressDeadline(_time, stop.Token);

        deadline.BeginClose();

        Assert.False(deadline.ShouldStop());
        _time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.True(deadline.ShouldStop());
    }
}
