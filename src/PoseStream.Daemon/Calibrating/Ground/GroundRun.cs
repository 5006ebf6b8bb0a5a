using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Media;
using PoseStream.Pipeline;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Watches a recording or a camera with the service's own networks and keeps the people who are upright.</summary>
internal static class GroundRun
{
    /// <param name="plan">With one camera.</param>
    /// <param name="length">Of the recording, from its start, or of the watching; null: to the recording's end.</param>
    /// <exception cref="CommandFailedException">Nothing could be read.</exception>
    public static async Task<SightingCollector> WatchAsync(ServicePlan plan, TimeSpan? length, TimeProvider time, CancellationToken cancellation)
    {
        using var loggers = Logs.Create(plan.LogLevel);
        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        using var networks = NetworkSet.Load(plan, catalog, ModelAccess.OpenStore(plan.ModelsFolder, catalog, loggers), loggers);

        var recording = plan.Cameras[0].IsFile;
        using var limit = recording || length is null ? new CancellationTokenSource() : new CancellationTokenSource(length.Value, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        MediaTime? first = null;
        var sightings = new SightingCollector(reached =>
        {
            first ??= reached;
            if (recording && reached - first.Value >= length?.TotalSeconds)
            {
                limit.Cancel();
            }
        });
        var services = new PipelineServices(
            [sightings], new TrackIdSequence(), time, Random.Shared, loggers.CreateLogger<CameraPipeline>());
        var factory = new CameraFactory(plan, media, time, loggers);
        var (camera, source) = recording ? factory.Lossless(plan.Cameras[0]) : factory.Live(plan.Cameras[0]);
        using var pipeline = new CameraPipeline(camera, source, networks.Of(plan.PresetOf(plan.Cameras[0])), services);
        var end = await pipeline.RunAsync(stop.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return sightings.Camera is not null ? sightings : throw new CommandFailedException($"{source.DisplayName}: no picture was seen: {end.Message}");
    }
}
