using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Hosting;
using PoseStream.Pipeline.Batching;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class NetworkStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
    public async Task Dispose_OneNetworkHangs_LeavesWhatItUses()
    {
        using var begun = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var detector = new FakeDetectorModel
        {
            Behaviour = (_, _) =>
            {
                begun.Set();
                released.Wait();
            },
        };
        var start = new NetworkStart(threads: 1, NullLoggerFactory.Instance);
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(new FrameGeometry(8, 8), default, out var lease));
        var ticket = new WorkTicket();
        ticket.Arm(1);
        start.Detect("d", () => detector)().Submit(new DetectJob(ticket) { Region = lease.Frame });
        Assert.True(begun.Wait(Patience));
        start.Dispose();
        Assert.True(Assert.Single(start.Working).IsStuck);
        Assert.False(detector.IsDisposed);
        released.Set();
        await ticket.WhenDone().AsTask().WaitAsync(Patience);
        lease.Dispose();
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
