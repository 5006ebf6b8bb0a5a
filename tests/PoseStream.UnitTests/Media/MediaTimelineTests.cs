using PoseStream.Media.Clock;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class MediaTimelineTests
{
    private const long Millisecond = 1_000_000;
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Next_RegularStamps_CountFromTheFirst()
    {
        var timeline = new MediaTimeline(_time, null);

        Assert.Equal([0, 40, 80], Run(timeline, 5000, 5040, 5080).Select(t => t.Position));
    }

    [Fact]
    public void Next_RepeatedOrSlightlyEarlierStamp_MovesOnByAMillisecond()
    {
        var result = Run(new MediaTimeline(_time, null), 0, 40, 40, 30, 80);

        Assert.Equal([0, 40, 41, 42, 80], result.Select(t => t.Position));
        Assert.DoesNotContain(result, t => t.StartsEpoch);
    }

    [Theory]
    [InlineData(1000, 899, true)]
    [InlineData(1000, 900, false)]
    [InlineData(1000, 11_000, false)]
    [InlineData(1000, 11_001, true)]
    [InlineData(1000, -99_000, true)]
    public void Next_Jump_StartsAnEpochOnlyBeyondTheTolerance(long before, long after, bool expected)
    {
        var result = Run(new MediaTimeline(_time, null), 0, before, after, after + 40);

        Assert.Equal(expected, result[2].StartsEpoch);
        Assert.Equal(expected ? 0 : Math.Max(after, before + 1), result[2].Position);
        Assert.False(result[3].StartsEpoch);
        Assert.True(result[3].Position > result[2].Position);
    }

    [Theory]
    [InlineData(null, 15_000, false)]
    [InlineData(null, 25_000, false)]
    [InlineData(null, 25_001, true)]
    [InlineData(40L, 15_000, true)]
    public void Next_OneFrameIn15Seconds_IsAJumpOnlyOfAFileOrBeyondWhatPassed(long? interval_ms, long step_ms, bool expected)
    {
        var timeline = new MediaTimeline(_time, interval_ms * Millisecond);
        Run(timeline, 0);
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal((expected ? 0 : step_ms, expected), Run(timeline, step_ms)[0]);
    }

    [Fact]
    public void Next_LiveWithoutStamp_StepsByArrival()
    {
        var timeline = new MediaTimeline(_time, null);
        timeline.Next(7 * Millisecond, _time.GetTimestamp(), out _, out _);

        _time.Advance(TimeSpan.FromMilliseconds(33));

        Assert.Equal(33 * Millisecond, timeline.Next(null, _time.GetTimestamp(), out _, out _).Nanoseconds);
    }

    [Fact]
    public void Next_LiveWithOneStampForEver_StepsByArrivalWithoutEpochs()
    {
        var timeline = new MediaTimeline(_time, null);

        var result = RunLive(timeline, 33, [.. Enumerable.Repeat((long?)7000, 300), 7033, 7066]);

        Assert.DoesNotContain(result, t => t.StartsEpoch);
        Assert.Equal(Enumerable.Range(0, 302).Select(i => 33L * i), result.Select(t => t.Position));
    }

    [Fact]
    public void Next_EveryStampTwice_KeepsToTheStamps() =>
        Assert.Equal([0, 33, 66, 99, 132, 165], RunLive(new MediaTimeline(_time, null), 33, 0, 0, 66, 66, 132, 132).Select(t => t.Position));

    [Fact]
    public void Next_FirstFramesWithoutStamp_GoOnToTheFirstStampWithoutAnEpoch()
    {
        var result = RunLive(new MediaTimeline(_time, null), 40, null, null, 900_000, 900_040);

        Assert.Equal([0, 40, 80, 120], result.Select(t => t.Position));
        Assert.DoesNotContain(result, t => t.StartsEpoch);
    }

    [Fact]
    public void Next_StampsMissingForLong_AreNoJump()
    {
        var result = RunLive(new MediaTimeline(_time, null), 100, [0, .. Enumerable.Repeat((long?)null, 120), 12_100, 12_200]);

        Assert.DoesNotContain(result, t => t.StartsEpoch);
        Assert.Equal(12_200, result[^1].Position);
    }

    [Fact]
    public void Next_FileWithoutStamps_StepsByTheFrameInterval() =>
        Assert.Equal([0, 20, 40], Run(new MediaTimeline(_time, 20 * Millisecond), null, null, null).Select(t => t.Position));

    [Fact]
    public void Next_EpochAskedFor_StartsOneWithoutAJump()
    {
        var timeline = new MediaTimeline(_time, null);
        Run(timeline, 0, 40);

        timeline.BeginEpoch();
        var result = Run(timeline, 80, 120);

        Assert.True(result[0].StartsEpoch);
        Assert.Equal([0, 40], result.Select(t => t.Position));
        Assert.False(result[1].StartsEpoch);
    }

    private (long Position, bool StartsEpoch)[] RunLive(MediaTimeline timeline, int interval_ms, params long?[] stamps_ms) =>
    [
        .. stamps_ms.Select(stamp =>
        {
            var result = Run(timeline, stamp)[0];
            _time.Advance(TimeSpan.FromMilliseconds(interval_ms));
            return result;
        }),
    ];

    private (long Position, bool StartsEpoch)[] Run(MediaTimeline timeline, params long?[] stamps_ms) =>
    [
        .. stamps_ms.Select(stamp =>
        {
            var position = timeline.Next(stamp * Millisecond, _time.GetTimestamp(), out var startsEpoch, out _);
            return (position.Nanoseconds / Millisecond, startsEpoch);
        }),
    ];
}
