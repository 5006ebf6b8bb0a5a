using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Stages;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline;

/// <summary>One camera from its source to the publishers: the stages, the channels between them, and the books.</summary>
public sealed class CameraPipeline : IDisposable
{
    // Detection works on one frame while poses are computed for another. One that waited between them would be older when it is published, and nothing would be done sooner.
    private const int FramesBetweenStages = 2;

    private readonly PipelinePlan _plan;
    private readonly ILogger _logger;
    private readonly FramePool _pool;
    private readonly StageChannel<FrameLease> _mailbox;
    private readonly StageChannel<FrameWork> _detected;
    private readonly DetectStage _detect;
    private readonly PoseStage _pose;
    private readonly SourceSupervisor _supervisor;

    /// <param name="networks">They fit one another; <see cref="NetworkFit"/>.</param>
    /// <param name="learned">Comes before the plan's calibration as soon as it knows the camera; null where nothing is learnt.</param>
    public CameraPipeline(PipelinePlan plan, IFrameSource source, PipelineNetworks networks, PipelineServices services, ILearnedCalibration? learned = null)
    {
        _plan = plan;
        _logger = services.Logger;
        _pool = new FramePool(plan.Buffers);
        Ledger = new FlowLedger();
        Monitor = new CameraMonitor(plan.Id, source.DisplayName, Ledger, services.Time, learned);

        // Lossless: the pool is the limit, the mailbox holds whatever the pool admits.
        FrameGate? gate = null;
        _mailbox = plan.Lossless
            ? StageChannel.Waiting<FrameLease>(plan.Buffers)
            : StageChannel.NewestWins<FrameLease>(1, lease => gate!.Drop(lease, DropReason.Superseded));
        gate = new FrameGate(plan, _pool, _mailbox, Ledger, Monitor, _logger);

        var free = StageChannel.Waiting<FrameWork>(FramesBetweenStages);
        _detected = StageChannel.Waiting<FrameWork>(FramesBetweenStages);
        for (var i = 0; i < FramesBetweenStages; i++)
        {
            free.TryWrite(new FrameWork(networks));
        }

        var faults = new FrameFaults(Monitor, services.Time);
        var mesh = plan.Mesh ? networks.Mesh : null;
        _detect = new DetectStage(
            plan, _mailbox, free, _detected, gate, networks.Detect,
            networks.Reid is { } reid ? new ReidStep(reid, plan.MaxPeople) : null, new PersonTracker(plan.Tracking, services.TrackIds), services.Limit, faults, services.Time,
            _logger);
        _pose = new PoseStage(
            plan, _detected, free, networks, new DoubtStep(plan.Tracking), NetworkFit.TemporalStepsOf(networks), NetworkFit.MeshStepOf(networks, mesh),
            new LocateStep(plan, learned), new RefineStep(plan.Refinement, plan.Kinematics, networks.Body),
            new PublishStep(
                plan, [.. networks.All.Where(network => network != networks.Mesh || mesh is not null).Select(network => network.Model.Id)], mesh?.Topology, services.Publishers, Ledger,
                Monitor, services.Time, _logger),
            services.Limit, Ledger, faults, services.Time, _logger);
        _supervisor = new SourceSupervisor(plan, source, gate, Monitor, services.Time, services.Random, _logger);
    }

    public CameraMonitor Monitor { get; }

    public FlowLedger Ledger { get; }

    /// <summary>Runs until cancelled, or until a source that is read once has ended and every frame of it is published. Cancelled, frames that wait are dropped.</summary>
    /// <returns>How the last connection ended.</returns>
    /// <exception cref="Exception">A stage failed, a bug: the source is stopped, the state is <see cref="CameraState.Failed"/>, and the error is logged.</exception>
    public async Task<SourceEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stages = Task.WhenAll(RunStageAsync(() => _detect.RunAsync(stop.Token), stop), RunStageAsync(_pose.RunAsync, stop));
        try
        {
            return await _supervisor.RunAsync(stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _mailbox.Complete();
            await EndAsync(stages).ConfigureAwait(false);
        }
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>A camera without one of its stages would decode into nothing for ever: its source is stopped.</summary>
    private async Task RunStageAsync(Func<Task> run, CancellationTokenSource stop)
    {
        try
        {
            await Task.Run(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            PipelineLog.PipelineFault(_logger, exception, _plan.Id.Value);
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task EndAsync(Task stages)
    {
        try
        {
            await stages.ConfigureAwait(false);
        }
        catch (Exception)
        {
            Monitor.Enter(CameraState.Failed, "a stage of the pipeline failed; the log has its details", null);
            throw;
        }
        finally
        {
            _mailbox.Drain(_detect.Discard);
            _detected.Drain(_pose.Discard);
            CheckBooks();
        }
    }

    private void CheckBooks()
    {
        var flow = Ledger.Snapshot();
        if (!flow.IsConserved || flow.InFlight != 0 || _pool.Rented != 0)
        {
            PipelineLog.Leak(_logger, _plan.Id.Value, flow.Decoded, flow.Published, flow.Dropped, flow.InFlight, _pool.Rented);
        }
    }
}
