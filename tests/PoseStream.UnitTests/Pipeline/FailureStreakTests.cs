using PoseStream.Core.Ports;
using PoseStream.Pipeline.Batching;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class FailureStreakTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FailureStreak _streak;

    public FailureStreakTests() => _streak = new FailureStreak(_time);

    [Fact]
    public async Task Failed_ManyAndLong_IsBrokenWithTheLastFailure()
    {
        Fail(FailureStreak.Runs - 1, "first");
        _time.Advance(FailureStreak.Length);
        Assert.False(_streak.Broken.IsCompleted);
        Fail(1, "last");
        Assert.Equal("last", (await _streak.Broken).Message);
    }

    [Fact]
    public void Failed_ManyInABurst_IsNotBroken()
    {
        Fail(10 * FailureStreak.Runs);
        _time.Advance(FailureStreak.Length - TimeSpan.FromMilliseconds(1));
        Fail(1);
        Assert.False(_streak.Broken.IsCompleted);
    }

    [Fact]
    public void Failed_LongButFew_IsNotBroken()
    {
        Fail(1);
        _time.Advance(100 * FailureStreak.Length);
        Fail(FailureStreak.Runs - 2);
        Assert.False(_streak.Broken.IsCompleted);
    }

    [Fact]
    public void Succeeded_Between_BeginsAnew()
    {
        Fail(FailureStreak.Runs - 1);
        _time.Advance(FailureStreak.Length);
        _streak.Succeeded();
        Fail(FailureStreak.Runs);
        Assert.False(_streak.Broken.IsCompleted);
        _time.Advance(FailureStreak.Length);
        Fail(1);
        Assert.True(_streak.Broken.IsCompleted);
    }

    private void Fail(int times, string message = "out of memory")
    {
        for (var i = 0; i < times; i++)
        {
            _streak.Failed(new InferenceException(message));
        }
    }
}
