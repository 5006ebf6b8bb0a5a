using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Hosting;

/// <summary>All cameras of the service and the networks they share.</summary>
public sealed class CameraFleet : IDisposable
{
    // What no network holds up stops in far less.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly List<CameraPipeline> _pipelines = [];
    private readonly INetworkAtWork[] _networks;
    private readonly Task<InferenceException>[] _brokenNetworks;
    private readonly Dictionary<CameraId, IReadOnlyList<ModelDescription>> _models;

    /// <param name="learned">Of cameras that are learnt while they are watched; null, or gives null, where nothing is learnt.</param>
    public CameraFleet(
        IReadOnlyList<(PipelinePlan Plan, IFrameSource Source, PipelineNetworks Networks)> cameras, PipelineServices services, Func<CameraId, ILearnedCalibration?>? learned = null)
    {
        _time = services.Time;
        _networks = [.. cameras.SelectMany(camera => camera.Networks.All).Distinct()];
        _brokenNetworks = [.. _networks.Select(network => network.Broken)];
        _models = cameras.ToDictionary(
            camera => camera.Plan.Id, camera => (IReadOnlyList<ModelDescription>)[.. camera.Networks.All.Select(network => network.Model with { MaxBatch = network.MaxBatch })]);
        Ids = [.. cameras.Select(camera => camera.Plan.Id)];
        Names = cameras.Select(camera => camera.Plan.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var (plan, source, networks) in cameras)
        {
            var pipeline = new CameraPipeline(plan, source, networks, services, learned?.Invoke(plan.Id));
            pipeline.Monitor.Changed += status => StatusChanged?.Invoke(status);
            _pipelines.Add(pipeline);
        }
    }

    /// <summary>A camera's state changed. Called on the camera's threads; must not throw.</summary>
    public event Action<CameraStatus>? StatusChanged;

    public IReadOnlySet<string> Names { get; }

    public IReadOnlyList<CameraId> Ids { get; }

    /// <summary>Of all cameras, each once.</summary>
    public IReadOnlyList<ModelDescription> Models => [.. _models.Values.SelectMany(models => models).Distinct()];

    /// <summary>In the order in which they run.</summary>
    /// <param name="camera">One of <see cref="Ids"/>.</param>
    public IReadOnlyList<ModelDescription> ModelsOf(CameraId camera) => _models[camera];

    /// <param name="camera">One of <see cref="Ids"/>.</param>
    public CameraStatus StatusOf(CameraId camera) => _pipelines.First(pipeline => pipeline.Monitor.Camera == camera).Monitor.Snapshot();

    public IReadOnlyList<CameraStatus> Statuses() => [.. _pipelines.Select(pipeline => pipeline.Monitor.Snapshot())];

    /// <summary>Runs every camera until it ends by itself or is cancelled; all their frames are accounted for when this returns, and when it throws but for those that a network holds up.</summary>
    /// <exception cref="CommandFailedException">
    /// A pipeline or a network is broken. All cameras were stopped: a service that says it is well while a camera is dead is worse than one that is started anew.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var cameras = Task.WhenAll(_pipelines.Select(pipeline => RunAsync(pipeline, stop)));
        var ended = await Task.WhenAny([cameras, .. _brokenNetworks]).ConfigureAwait(false);
        if (ended != cameras)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        var broken = Array.IndexOf(_brokenNetworks, ended);
        if (broken < 0)
        {
            await cameras.ConfigureAwait(false);
            return;
        }

        // A frame that waits for a network that is stuck, this one or another on the same device, is never done, and neither is its camera.
        await cameras.WaitAsync(StopPatience, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (network, failure) = (_networks[broken], await _brokenNetworks[broken].ConfigureAwait(false));
        throw new CommandFailedException(
            network.IsStuck
                ? $"network {network.Model.Id}: {OneLine(failure)}, so the service stops"
                : $"network {network.Model.Id}: failed every run for {FailureStreak.Length.TotalSeconds} s and more, so the service stops; the last time: {OneLine(failure)}",
            failure);
    }

    public void Dispose()
    {
        foreach (var pipeline in _pipelines)
        {
            pipeline.Dispose();
        }
    }

    private static async Task RunAsync(CameraPipeline pipeline, CancellationTokenSource stop)
    {
        try
        {
            await pipeline.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw new CommandFailedException(
                $"camera {pipeline.Monitor.Camera}: its pipeline failed, so the service stops; the log has the details: {OneLine(exception)}", exception);
        }
    }

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ");
}
