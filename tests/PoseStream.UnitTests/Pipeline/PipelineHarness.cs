using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Flow;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>One camera with fakes at both ends. Stopping it checks the law of conservation, that no buffer leaked and that no error was logged.</summary>
internal sealed class PipelineHarness : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private PipelineNetworks? _networks;
    private CameraPipeline? _pipeline;
    private Task<SourceEnd>? _run;

    public ManualTimeProvider Time { get; } = new();

    public LogCollector Log { get; init; } = new();

    public FakeDetectorModel Detector { get; init; } = new();

    public FakePoseModel PoseModel { get; init; } = new();

    public IRootModel? Root { get; init; }

    public IReidModel? Reid { get; init; }

    public ITemporalModel? Lift { get; init; }

    public ITemporalModel? Sequence { get; init; }

    public IMeshModel? Mesh { get; init; }

    public RecordingPublisher Published { get; } = new();

    public InFlightLimit Limit { get; init; } = new(int.MaxValue);

    public ILearnedCalibration? Learned { get; init; }

    public IReadOnlyList<IPosePublisher> OtherPublishers { get; init; } = [];

    public PipelinePlan Plan { get; init; } = new(
        new CameraId("test"), Lossless: true, Buffers: 4, Calibration: null, HorizontalFieldOfView_deg: 60, DetectEvery: 1, CloseLooks: true, MaxPeople: 10,
        new TrackerOptions(), RefinementOptions.Default, new KinematicsOptions(), Restart: false);

    public CameraPipeline Pipeline => _pipeline!;

    public ScriptedSource Source { get; private set; } = null!;

    public FlowSnapshot Flow => Pipeline.Ledger.Snapshot();

    /// <summary>A standing person whose box has this centre.</summary>
    public static Detection Person(float x = 320, float y = 240) => new(BoundingBox.FromCenter(new(x, y), 80, 200), 0.9f);

    public void Start(params Func<SourceSession, SourceEnd>[] connections)
    {
        Source = new ScriptedSource(Time, connections);
        _networks = new PipelineNetworks(
            new DetectWorkers(Detector, 1, TimeSpan.Zero, Log.For<DetectWorkers>()),
            new PoseWorkers(PoseModel, 2, TimeSpan.Zero, Log.For<PoseWorkers>()),
            Root is null ? null : new RootWorkers(Root, 2, TimeSpan.Zero, Log.For<RootWorkers>()),
            Lift is null ? null : new TemporalWorkers(Lift, 2, TimeSpan.Zero, Log.For<TemporalWorkers>()),
            Sequence is null ? null : new TemporalWorkers(Sequence, 2, TimeSpan.Zero, Log.For<TemporalWorkers>()),
            Mesh is null ? null : new MeshWorkers(Mesh, 2, TimeSpan.Zero, Log.For<MeshWorkers>()),
            Reid is null ? null : new ReidWorkers(Reid, 2, TimeSpan.Zero, Log.For<ReidWorkers>()));
        _pipeline = new CameraPipeline(
            Plan, Source, _networks, new PipelineServices([.. OtherPublishers, Published], new TrackIdSequence(), Time, new FixedRandom(0.5), Log) { Limit = Limit }, Learned);
        _run = Task.Run(() => _pipeline.RunAsync(_stop.Token));
    }

    /// <summary>Waits for a source that is read once.</summary>
    public async Task<SourceEnd> EndAsync(params int[] provokedErrors)
    {
        var end = await _run!.WaitAsync(Patience);
        AssertClean(provokedErrors);
        return end;
    }

    /// <summary>All who wait for it know of the stop when this returns: <see cref="CancellationTokenSource.CancelAsync"/> would leave them to a pool that may be busy.</summary>
    public Task<SourceEnd> StopAsync(params int[] provokedErrors)
    {
        _stop.Cancel();
        return EndAsync(provokedErrors);
    }

    /// <summary>Starts a source without end, waits until a network runs, stops the pipeline, and only then lets the network end.</summary>
    public async Task StopWhileAsync(SemaphoreSlim running, SemaphoreSlim go)
    {
        Start(static source =>
        {
            source.Frames(int.MaxValue);
            return new SourceEnd(EndReason.Stopped, "");
        });
        Assert.True(await running.WaitAsync(Patience));
        var stopped = StopAsync();
        go.Release(1000);
        await stopped;
    }

    /// <summary>The error that ended the pipeline.</summary>
    public Task<TException> FaultAsync<TException>()
        where TException : Exception => Assert.ThrowsAsync<TException>(() => _run!.WaitAsync(Patience));

    public long Drops(DropReason reason) => Flow.Drops[(int)reason];

    public IEnumerable<PersonPose> Ends() => Published.Frames.SelectMany(static frame => frame.People).Where(static person => person.State is TrackState.Ended);

    public void AssertClean(params int[] provokedErrors)
    {
        var flow = Flow;
        Assert.True(flow.IsConserved, flow.ToString());
        Assert.Equal(0, flow.InFlight);
        Assert.Equal(flow.Published, Published.Count);
        Log.AssertNoErrors(provokedErrors);
        var frames = Published.Frames;
        Assert.Equal(frames.Select(static frame => frame.Stamp.Sequence).Order().Distinct(), frames.Select(static frame => frame.Stamp.Sequence));
        Assert.InRange(frames.Sum(static frame => frame.DroppedSinceLast), 0, flow.Dropped);
    }

    public void Dispose()
    {
        _stop.Cancel();
        if (_run is null || Task.WhenAny(_run, Task.Delay(Patience)).GetAwaiter().GetResult() == _run)
        {
            foreach (var network in _networks?.All.Cast<IDisposable>() ?? [])
            {
                network.Dispose();
            }

            _pipeline?.Dispose();
        }

        _stop.Dispose();
    }
}
