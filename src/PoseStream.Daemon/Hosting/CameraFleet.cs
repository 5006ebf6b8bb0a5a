using PoseStream.Core.Ports;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Hosting;

/// <summary>All cameras of the service and the networks they share.</summary>
public sealed class CameraFleet : IDisposable
{
    private readonly List<CameraPipeline> _pipelines = [];

    public CameraFleet(IReadOnlyList<(PipelinePlan Plan, IFrameSource Source)> cameras, PipelineServices services)
    {
        Models = [services.Detect.Model, services.Pose.Model];
        Names = cameras.Select(camera => camera.Plan.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var (plan, source) in cameras)
        {
            var pipeline = new CameraPipeline(plan, source, services);
            pipeline.Monitor.Changed += status => StatusChanged?.Invoke(status);
            _pipelines.Add(pipeline);
        }
    }

    /// <summary>A camera's state changed. Called on the camera's threads; must not throw.</summary>
    public event Action<CameraStatus>? StatusChanged;

    /// <summary>In the order in which they run.</summary>
    public IReadOnlyList<ModelDescription> Models { get; }

    public IReadOnlySet<string> Names { get; }

    public IReadOnlyList<CameraStatus> Statuses() => [.. _pipelines.Select(pipeline => pipeline.Monitor.Snapshot())];

    /// <summary>Runs every camera until it ends by itself or is cancelled; all their frames are accounted for when this returns.</summary>
    public Task<SourceEnd[]> RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_pipelines.Select(pipeline => pipeline.RunAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var pipeline in _pipelines)
        {
            pipeline.Dispose();
        }
    }
}
