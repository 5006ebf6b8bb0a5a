using PoseStream.Daemon.Web.Metrics;
using PoseStream.TestKit;
using PoseStream.UnitTests.Publishing;
using Xunit;

namespace PoseStream.UnitTests.Web;

public sealed class ServiceMetricsTests : IDisposable
{
    private readonly ServiceMetrics _metrics = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Text_FramesPublished_AreInTheBucketsOfTheirAge()
    {
        var frame = PublishedPoses.Frame;
        for (var i = 0; i < 3; i++)
        {
            _metrics.Publish(frame);
        }

        // On a bound, beyond them all, and before its capture time, as a recording's may be.
        _metrics.Publish(frame with { PublishTime = frame.Stamp.Timing.CaptureTime + TimeSpan.FromMilliseconds(50) });
        _metrics.Publish(frame with { PublishTime = frame.Stamp.Timing.CaptureTime + TimeSpan.FromSeconds(60) });
        _metrics.Publish(frame with { PublishTime = frame.Stamp.Timing.CaptureTime - TimeSpan.FromSeconds(1) });

        var lines = _metrics.Text().Split('\n');
        Assert.Contains("# TYPE posestream_latency_seconds histogram", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"0.005\"} 1", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"0.05\"} 2", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"0.1\"} 2", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"0.15\"} 5", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"5\"} 5", lines);
        Assert.Contains("posestream_latency_seconds_bucket{camera=\"front\",le=\"+Inf\"} 6", lines);
        Assert.Contains("posestream_latency_seconds_count{camera=\"front\"} 6", lines);
        Assert.Contains("# TYPE posestream_frames_decoded_total counter", lines);
    }

    [Fact]
    public void Text_OfTwoServices_EachTellsItsOwn()
    {
        using var other = new ServiceMetrics();
        _metrics.Publish(PublishedPoses.Frame);

        Assert.DoesNotContain("camera=", other.Text(), StringComparison.Ordinal);
        Assert.Contains("camera=\"front\"", _metrics.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_Frame_AllocatesNothing()
    {
        _metrics.Publish(PublishedPoses.Frame);
        Assert.Equal(0, Allocation.Of(() => _metrics.Publish(PublishedPoses.Frame), 100));
    }
}
