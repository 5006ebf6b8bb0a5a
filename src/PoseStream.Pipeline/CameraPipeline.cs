using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Stages;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline;

/// <summary>One camera from its source to the publishers: the stages, the channels between them, and the books.</summary>
public sealed class CameraPipeline : IDisposable
{
    // Detection works on one frame while poses are computed for another, and one waits between.
    private const int FramesBetweenStages = 3;

    private readonly PipelinePlan _plan;
    private readonly ILogger _logger;
    private readonly FramePool _pool;
    private readonly StageChannel<FrameLease> _mailbox;
    private readonly DetectStage _detect;
    private readonly PoseStage _pose;
    private readonly SourceSupervisor _supervisor;

    public CameraPipeline(PipelinePlan plan, IFrameSource source, PipelineServices services)
    {
        _plan = plan;
        _logger = services.Logger;
        _pool = new FramePool(plan.Buffers);
        Ledger = new FlowLedger();
        Monitor = new CameraMonitor(plan.Id, source.DisplayName, Ledger, services.Time);

        // Lossless: the pool is the limit, the mailbox holds whatever the pool admits.
        FrameGate? gate = null;
        _mailbox = plan.Lossless
            ? StageChannel.Waiting<FrameLease>(plan.Buffers)
            : StageChannel.NewestWins<FrameLease>(1, lease => gate!.Drop(lease, DropReason.Superseded));
        gate = new FrameGate(plan, _pool, _mailbox, Ledger, Monitor, _logger);

        var free = StageChannel.Waiting<FrameWork>(FramesBetweenStages);
        var detected = StageChannel.Waiting<FrameWork>(FramesBetweenStages);
        for (var i = 0; i < FramesBetweenStages; i++)
        {
            free.TryWrite(new FrameWork(services.Pose.Skeleton.Count));
        }

        var locate = new LocateStep(plan);
        string[] models = [services.Detect.Model.Id, services.Pose.Model.Id];
        _detect = new DetectStage(
            plan, _mailbox, free, detected, gate, services.Detect, new PersonTracker(plan.Tracking, services.TrackIds), services.Time, _logger);
        _pose = new PoseStage(
            plan, detected, free, services.Pose, JointMaps.ToPublished(services.Pose.Skeleton), locate, new RefineStep(plan.Refinement),
            new PublishStep(plan, locate, models, services.Publishers, Ledger, Monitor, services.Time, _logger), Ledger, services.Time, _logger);
        _supervisor = new SourceSupervisor(plan, source, gate, Monitor, services.Time, services.Random, _logger);
    }

    public CameraMonitor Monitor { get; }

    public FlowLedger Ledger { get; }

    /// <summary>Runs until cancelled, or until a source that is read once has ended and every frame of it is published.</summary>
    /// <returns>How the last connection ended.</returns>
    public async Task<SourceEnd> RunAsync(CancellationToken cancellationToken)
    {
        var stages = Task.WhenAll(Task.Run(_detect.RunAsync, CancellationToken.None), Task.Run(_pose.RunAsync, CancellationToken.None));
        try
        {
            return await _supervisor.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _mailbox.Complete();
            await stages.ConfigureAwait(false);
            CheckBooks();
        }
    }

    public void Dispose() => _pool.Dispose();

    private void CheckBooks()
    {
        var flow = Ledger.Snapshot();
        if (flow.InFlight != 0 || _pool.Rented != 0)
        {
            PipelineLog.Leak(_logger, _plan.Id.Value, flow.InFlight, _pool.Rented);
        }
    }
}
