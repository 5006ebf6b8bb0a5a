using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Calibrating.Learning;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Daemon.Publishing.Mqtt;
using PoseStream.Daemon.Web;
using PoseStream.Daemon.Web.Metrics;
using PoseStream.Media;
using PoseStream.Pipeline;

namespace PoseStream.Daemon.Hosting;

/// <summary>The service: puts the parts together, runs them, and takes them down in the order that loses nothing.</summary>
public static class ServiceRunner
{
    // The look-up of a camera's host name cannot be interrupted and may take half a minute. What runs ends in a fraction of a second.
    private static readonly TimeSpan CameraPatience = TimeSpan.FromSeconds(4);

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="Exception">What <see cref="Commands.ExpectedFailures"/> knows, before any camera is started.</exception>
    public static Task RunAsync(ServicePlan plan, TimeProvider time, CancellationToken cancellationToken) =>
        RunAsync(plan, time, static _ => { }, cancellationToken);

    /// <param name="listening">Told where the service listens, before the cameras start.</param>
    /// <inheritdoc cref="RunAsync(ServicePlan, TimeProvider, CancellationToken)"/>
    public static async Task RunAsync(ServicePlan plan, TimeProvider time, Action<ServiceAddresses> listening, CancellationToken cancellationToken)
    {
        using var loggers = Logs.Create(plan.LogLevel);
        var logger = loggers.CreateLogger("PoseStream");
        ServiceLog.Starting(logger, typeof(ServiceRunner).Assembly.GetName().Version!.ToString(3), plan.Cameras.Count, plan.ModelsFolder);
        TellAssumedLenses(plan, logger);

        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        using var networks = NetworkSet.Load(plan, catalog, ModelAccess.OpenStore(plan.ModelsFolder, catalog, loggers), loggers);

        using var grpcPoses = new GrpcPosePublisher();
        await using var mqtt = plan.Mqtt.Enabled ? MqttOutput.Create(plan, time, loggers) : null;
        IContractPublisher[] outputs = mqtt is null ? [grpcPoses] : [grpcPoses, mqtt.Poses];
        using var live = plan.Web.Enabled ? new LivePublisher(plan.Cameras.Select(camera => camera.Name)) : null;
        using var metrics = plan.Web.Enabled ? new ServiceMetrics() : null;
        using var learning = new CalibrationLearning(plan, time, loggers.CreateLogger<CalibrationLearning>());
        IPosePublisher?[] publishers = [new ContractPublisher(outputs), live, metrics, learning];

        var factory = new CameraFactory(plan, media, time, loggers);
        var services = new PipelineServices(
            [.. publishers.OfType<IPosePublisher>()], TrackIdSequence.FromStartTime(time.GetUtcNow()), time, Random.Shared,
            loggers.CreateLogger<CameraPipeline>())
        {
            Limit = networks.Limit,
        };
        using var cameras = new CameraFleet([.. plan.Cameras.Select(camera => With(networks.Of(plan.PresetOf(camera)), factory.Live(camera)))], services, learning.Of);

        await using var grpc = plan.Grpc.Enabled ? await GrpcHost.StartAsync(plan, cameras, grpcPoses, time, cancellationToken).ConfigureAwait(false) : null;
        if (grpc is not null)
        {
            ServiceLog.GrpcListening(logger, grpc.Address);
        }

        metrics?.Observe(cameras);
        await using var web = live is null || metrics is null ? null : await WebHost.StartAsync(plan, cameras, live, metrics, time, cancellationToken).ConfigureAwait(false);
        if (web is not null)
        {
            ServiceLog.WebListening(logger, web.Address);
        }

        listening(new ServiceAddresses(grpc?.Address, web?.Address));

        mqtt?.Start(cameras);
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var running = RunAsync(cameras, learning, logger, cancellationToken);
        if (mqtt is not null)
        {
            // After the last frames, yet in time whatever cameras and the readers of other outputs do: without its last word a service looks lost.
            await EndedOrOverdueAsync(running, logger, time, cancellationToken).ConfigureAwait(false);
            await mqtt.StopAsync().ConfigureAwait(false);
        }

        await running.ConfigureAwait(false);
        Account(logger, cameras, GC.GetTotalAllocatedBytes() - allocatedBefore);
    }

    /// <summary>Until cancelled and every camera has ended; a failure of a camera's pipeline or of a network ends it too.</summary>
    private static async Task RunAsync(CameraFleet cameras, CalibrationLearning learning, ILogger logger, CancellationToken cancellationToken)
    {
        using var stopLearning = new CancellationTokenSource();
        var learnt = learning.RunAsync(stopLearning.Token);
        try
        {
            await cameras.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stopLearning.CancelAsync().ConfigureAwait(false);
            await learnt.ConfigureAwait(false);
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            // Files that are not looped: their status and the health service stay to be asked.
            ServiceLog.AllEnded(logger);
            await UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Until the cameras have ended, or have had the time they are given after the stop.</summary>
    private static async Task EndedOrOverdueAsync(Task running, ILogger logger, TimeProvider time, CancellationToken stop)
    {
        await Task.WhenAny(running, UntilCancelledAsync(stop)).ConfigureAwait(false);
        await running.WaitAsync(CameraPatience, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
        {
            ServiceLog.CamerasOverdue(logger, CameraPatience.TotalSeconds);
        }
    }

    private static (PipelinePlan Plan, IFrameSource Source, PipelineNetworks Networks) With(PipelineNetworks networks, (PipelinePlan Plan, IFrameSource Source) camera) =>
        (camera.Plan, camera.Source, networks);

    /// <summary>Says where every frame went. A person who wonders about lost frames or memory looks here first.</summary>
    private static void Account(ILogger logger, CameraFleet cameras, long allocatedBytes)
    {
        var published = 0L;
        foreach (var status in cameras.Statuses())
        {
            var flow = status.Flow;
            published += flow.Published;
            var drops = string.Concat(Enum.GetValues<DropReason>()
                .Where(reason => flow.Drops[(int)reason] > 0)
                .Select(reason => $", {flow.Drops[(int)reason]} {StreamStatusMapper.NameOf(reason)}"));
            ServiceLog.Flow(logger, status.Camera.Value, flow.Decoded, flow.Published, flow.Dropped, flow.InFlight, drops.Length == 0 ? "" : $" ({drops[2..]})");
        }

        ServiceLog.Stopped(logger, published == 0 ? 0 : allocatedBytes / published);
    }

    private static async Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult).ConfigureAwait(false);
        await cancelled.Task.ConfigureAwait(false);
    }

    /// <summary>Of cameras to be learnt from people the learner tells.</summary>
    private static void TellAssumedLenses(ServicePlan plan, ILogger logger)
    {
        var assumed = plan.Cameras.Where(camera => !camera.CalibrateFromPeople && CameraFactory.CalibrationOf(camera) is null)
            .Select(camera => FormattableString.Invariant($"{camera.Name.Value} ({camera.HorizontalFieldOfView_deg:0.#}°)")).ToArray();
        if (assumed.Length > 0)
        {
            ServiceLog.LensesAssumed(logger, string.Join(", ", assumed));
        }
    }
}
