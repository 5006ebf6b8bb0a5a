using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class NetworkStartTests
{
    [Fact]
    public void Start_TwoCamerasThatWantTheSame_ShareOneNetwork()
    {
        var loads = 0;
        using var start = new NetworkStart(threads: 2, NullLoggerFactory.Instance);
        FakeTemporalModel Load()
        {
            loads++;
            return new FakeTemporalModel(1, 0);
        }

        var (one, same, other) = (start.Temporal("a", Load), start.Temporal("a", Load), start.Temporal("b", Load));
        Assert.Empty(start.Working);
        Assert.Same(one(), same());
        Assert.NotSame(one(), other());
        Assert.Equal((2, 2), (loads, start.Working.Count));
    }

    [Fact]
    public void Dispose_NetworksLoadedButNotStarted_AreFreed()
    {
        var detector = new FakeDetectorModel();
        using (var start = new NetworkStart(threads: 1, NullLoggerFactory.Instance))
        {
            start.Detect("d", () => detector);
        }

        Assert.Equal((true, 0), (detector.IsDisposed, detector.WorkersCreated));
    }
}
