using PoseStream.Core.Frames;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Ports;
using PoseStream.Core.Refinement;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Hosting;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class CameraFleetTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _time = new();
    private readonly FakeDetectorModel _detector = new();
    private readonly FakePoseModel _pose = new();
    private readonly DetectWorkers _detect;
    private readonly PoseWorkers _poses;
    private readonly LogCollector _log = new() { BreakAt = 1001 };
    private readonly RecordingPublisher _published = new();
    private readonly CancellationTokenSource _stop = new();

    public CameraFleetTests()
    {
        _detect = new DetectWorkers(_detector, 1, TimeSpan.Zero, _log.For<DetectWorkers>(), _time);
        _poses = new PoseWorkers(_pose, 1, TimeSpan.Zero, _log.For<PoseWorkers>(), _time);
    }

    [Fact]
    public async Task Run_OnePipelineFails_StopsTheOthersAndThrowsOneLine()
    {
        // A logger that breaks is the one thing that a stage does not survive.
        _detector.Behaviour = static (frame, _) => { if (frame.Stamp.Camera.Value == "bad") { throw new InferenceException("no memory"); } };
        using var fleet = Fleet(Camera("good", Endless), Camera("bad", Endless));
        var fault = await Assert.ThrowsAsync<CommandFailedException>(() => fleet.RunAsync(_stop.Token).WaitAsync(Patience));
        Assert.Contains("camera bad", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal([CameraState.Stopped, CameraState.Failed], fleet.Statuses().Select(static status => status.State));
        Assert.All(fleet.Statuses(), static status => Assert.Equal(0, status.Flow.InFlight));
        _log.AssertNoErrors(1020);
    }

    [Fact]
    public async Task Run_NetworkFailsForGood_StopsAndNamesIt()
    {
        _detector.Behaviour = static (_, _) => throw new InferenceException("CUDA error:\nthe device is lost");
        var log = new LogCollector();
        using var fleet = Fleet(log, Camera("front", source =>
        {
            source.Frames(FailureStreak.Runs);
            _time.Advance(FailureStreak.Length);
            source.Frames(1);
            source.WaitForCancellation();
            return new SourceEnd(EndReason.Stopped, "");
        }));
        var fault = await Assert.ThrowsAsync<CommandFailedException>(() => fleet.RunAsync(_stop.Token).WaitAsync(Patience));
        Assert.Contains("network fake-detector", fault.Message, StringComparison.Ordinal);
        Assert.Contains("CUDA error: the device is lost", fault.Message, StringComparison.Ordinal);
        Assert.Equal(CameraState.Stopped, Assert.Single(fleet.Statuses()).State);
        log.AssertNoErrors();
    }

    [Fact]
    public async Task Run_NetworkNeverComesBack_StopsWithoutItAndNamesIt()
    {
        using var released = new ManualResetEventSlim();
        _detector.Behaviour = (_, _) => released.Wait(Patience);
        var fleet = Fleet(Camera("front", Endless));
        var run = fleet.RunAsync(_stop.Token);
        await Eventually.ThatAsync(() => _detector.Runs == 1);
        _time.Advance(RunWatch.Longest);
        Assert.False(_detect.IsStuck);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.ThatAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return run.IsCompleted;
        });
        var fault = await Assert.ThrowsAsync<CommandFailedException>(() => run);
        Assert.Contains("network fake-detector: a run has not come back for 10 minutes", fault.Message, StringComparison.Ordinal);
        _detect.Dispose();
        Assert.Equal(0, _detector.WorkersDisposed);
        released.Set();
        await Eventually.ThatAsync(() => fleet.Statuses()[0].Flow.InFlight == 0);
        fleet.Dispose();
    }

    [Fact]
    public async Task Run_EverySourceEnds_Returns()
    {
        using var fleet = Fleet(Camera("a", Short), Camera("b", Short));
        await fleet.RunAsync(_stop.Token).WaitAsync(Patience);
        Assert.All(fleet.Statuses(), static status => Assert.Equal((CameraState.Ended, 3L), (status.State, status.Flow.Published)));
    }

    [Fact]
    public async Task Run_Cancelled_Returns()
    {
        using var fleet = Fleet(Camera("a", Endless), Camera("b", Endless));
        var run = fleet.RunAsync(_stop.Token);
        await _published.WaitForAsync(10);
        await _stop.CancelAsync();
        await run.WaitAsync(Patience);
        Assert.All(fleet.Statuses(), static status => Assert.Equal(CameraState.Stopped, status.State));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _detect.Dispose();
        _poses.Dispose();
        _detector.Dispose();
        _pose.Dispose();
        _stop.Dispose();
    }

    private static SourceEnd Endless(SourceSession source)
    {
        source.Frames(int.MaxValue);
        return new SourceEnd(EndReason.Stopped, "");
    }

    private static SourceEnd Short(SourceSession source)
    {
        source.Frames(3);
        return ScriptedSource.EndOfFile;
    }

    private (PipelinePlan Plan, IFrameSource Source) Camera(string name, Func<SourceSession, SourceEnd> script) => (
        new PipelinePlan(
            new CameraId(name), Lossless: true, Buffers: 4, Calibration: null, HorizontalFieldOfView_deg: 60, DetectEvery: 1, CloseLooks: true, MaxPeople: 10,
            new TrackerOptions(), RefinementOptions.Default, new KinematicsOptions(), Restart: false),
        new ScriptedSource(_time, script));

    private CameraFleet Fleet(params (PipelinePlan Plan, IFrameSource Source)[] cameras) => Fleet(_log, cameras);

    private CameraFleet Fleet(LogCollector log, params (PipelinePlan Plan, IFrameSource Source)[] cameras) => new(
        [.. cameras.Select(camera => (camera.Plan, camera.Source, new PipelineNetworks(_detect, _poses)))], new PipelineServices([_published], new TrackIdSequence(), _time, new FixedRandom(0.5), log));
}
