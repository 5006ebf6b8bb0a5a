using PoseStream.Core.Frames;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Publishing;

public sealed class SubscriptionFilterTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Wants_NoStreamsAndNoRate_TakesEverything()
    {
        var filter = Filter(0);
        Assert.True(Wants(filter, 0));
        Assert.True(Wants(filter, 0));
        Assert.True(Wants(filter, 0, "back"));
    }

    [Fact]
    public void Wants_OtherStream_IsRefused()
    {
        var filter = Filter(0, "front");
        Assert.True(Wants(filter, 0));
        Assert.False(Wants(filter, 0, "back"));
    }

    [Fact]
    public void Wants_SteadyFrames_KeepsTheRateAskedFor()
    {
        // 30 frames a second do not divide into 12.
        var filter = Filter(12);
        Assert.Equal(120, Enumerable.Range(0, 300).Count(i => Wants(filter, i / 30.0)));
    }

    [Fact]
    public void Wants_FramesWithJitter_TakesTheEarlyOne()
    {
        var filter = Filter(10);
        Assert.True(Wants(filter, 0));
        Assert.True(Wants(filter, 0.095));
        Assert.False(Wants(filter, 0.15));
        Assert.True(Wants(filter, 0.2));
    }

    [Fact]
    public void Wants_AfterAPause_CatchesNothingUp()
    {
        var filter = Filter(10);
        Assert.True(Wants(filter, 0));
        Assert.True(Wants(filter, 5));
        Assert.False(Wants(filter, 5.01));
        Assert.False(Wants(filter, 5.05));
        Assert.True(Wants(filter, 5.1));
    }

    [Fact]
    public void Wants_TwoStreams_EachHasTheRate()
    {
        var filter = Filter(10);
        Assert.True(Wants(filter, 0));
        Assert.True(Wants(filter, 0.01, "back"));
        Assert.False(Wants(filter, 0.02));
        Assert.False(Wants(filter, 0.03, "back"));
    }

    private SubscriptionFilter Filter(double maxRate_Hz, params string[] streams) => new(streams.ToHashSet(StringComparer.Ordinal), maxRate_Hz, _time);

    private bool Wants(SubscriptionFilter filter, double seconds, string camera = "front") =>
        filter.Wants(new SharedPoseFrame(new CameraId(camera), (long)Math.Round(seconds * _time.TimestampFrequency), default, default));
}
