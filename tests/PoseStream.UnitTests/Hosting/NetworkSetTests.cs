using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class NetworkSetTests
{
    [Theory]
    [InlineData(0, 1, 16, 16)]
    [InlineData(0, 8, 16, NetworkSet.BatchingThreads)]
    [InlineData(5, 1, 16, 5)]
    [InlineData(5, 8, 16, 5)]
    public void ThreadsFor_NetworkAndCores_LetsBatchesFill(int configured, int maxBatch, int cores, int expected) =>
        Assert.Equal(expected, NetworkSet.ThreadsFor(configured, maxBatch, cores));

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 4, 5)]
    [InlineData(8, 2, int.MaxValue)]
    public void LimitFor_NetworksAndThreads_KeepsTheThreadsAtWorkAndLeavesBatchesAlone(int maxBatch, int threads, int expected) =>
        Assert.Equal(expected, NetworkSet.LimitFor(maxBatch, threads));

    [Fact]
    public void Start_ThreadsNotGiven_FewWhereBatchesRunAndAllCoresElsewhere()
    {
        using var detector = new FakeDetectorModel(maxBatch: 8);
        using var pose = new FakePoseModel();
        var poseWorkers = 0;
        pose.OnCreate = () => poseWorkers++;
        using var networks = NetworkSet.Start(() => detector, () => pose, threads: 0, NullLoggerFactory.Instance);
        Assert.Equal(NetworkSet.BatchingThreads, detector.WorkersCreated);
        Assert.Equal(Environment.ProcessorCount, poseWorkers);
    }

    [Fact]
    public void Start_ThreadsGiven_AreKept()
    {
        using var detector = new FakeDetectorModel(maxBatch: 8);
        using var pose = new FakePoseModel();
        using var networks = NetworkSet.Start(() => detector, () => pose, threads: 5, NullLoggerFactory.Instance);
        Assert.Equal(5, detector.WorkersCreated);
    }

    [Fact]
    public void Start_PoseWorkerCannotBeMade_TakesEverythingDown()
    {
        using var detector = new FakeDetectorModel();
        using var pose = new FakePoseModel { OnCreate = static () => throw new InferenceException("no memory") };
        Assert.Throws<InferenceException>(() => NetworkSet.Start(() => detector, () => pose, threads: 2, NullLoggerFactory.Instance));
        Assert.Equal(2, detector.WorkersDisposed);
        Assert.True(detector.IsDisposed);
        Assert.True(pose.IsDisposed);
    }

    [Fact]
    public void Start_PoseModelCannotBeLoaded_FreesTheDetector()
    {
        using var detector = new FakeDetectorModel();
        Assert.Throws<InferenceException>(() => NetworkSet.Start(() => detector, () => throw new InferenceException("no file"), threads: 2, NullLoggerFactory.Instance));
        Assert.Equal(0, detector.WorkersCreated);
        Assert.True(detector.IsDisposed);
    }

    [Fact]
    public void Dispose_AfterStart_EndsWorkersBeforeTheirModels()
    {
        var detector = new FakeDetectorModel();
        var pose = new FakePoseModel();
        NetworkSet.Start(() => detector, () => pose, threads: 2, NullLoggerFactory.Instance).Dispose();
        Assert.Equal(2, detector.WorkersDisposed);
        Assert.True(detector.IsDisposed && pose.IsDisposed);
    }
}
