using Microsoft.Extensions.Logging;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>
/// Runs clips through the service's own pipeline, from decoded pictures to published frames, once for each calibration and refinement. The networks look at each picture and at each crop
/// once: what they said is recalled for the other choices, so that these differ in nothing else and cost little. Where another calibration leads the tracker to other boxes, the networks look again.
/// </summary>
/// <param name="sequence">Reads each time anew what the pose network said; null for none.</param>
internal sealed class SceneEvaluation(
    ServicePlan plan, IDetectorModel detector, IPoseModel pose, ITemporalModel? sequence, TimeProvider time, ILoggerFactory loggers)
{
    private readonly Dictionary<(string Scene, SceneCalibration Calibration, string Refinement), SceneScore> _scores = [];

    public IEnumerable<SceneRow> Rows => _scores.Select(score => score.Value.Row(score.Key.Scene, SceneCalibrations.NameOf(score.Key.Calibration), score.Key.Refinement));

    /// <exception cref="CommandFailedException">Frames were lost: a network failed.</exception>
    public async Task AddAsync(string scene, FilmedClip clip, IReadOnlyList<SceneRefinement> refinements, CancellationToken cancellation)
    {
        using var detect = new DetectWorkers(new RecallingDetector(detector), Environment.ProcessorCount, TimeSpan.Zero, loggers.CreateLogger<DetectWorkers>());
        using var estimate = new PoseWorkers(new RecallingPose(pose), Environment.ProcessorCount, TimeSpan.Zero, loggers.CreateLogger<PoseWorkers>());
        using var read = sequence is null ? null : new TemporalWorkers(sequence, Environment.ProcessorCount, TimeSpan.Zero, loggers.CreateLogger<TemporalWorkers>());
        var networks = new PipelineNetworks(detect, estimate, Sequence: read);
        var sightings = new SightingCollector();
        await RunAsync(clip, null, refinements[0], networks, sightings, cancellation).ConfigureAwait(false);
        // As the service, which learns nothing where the lens does not show.
        var found = GroundEstimator.TryEstimate(sightings.Sightings, sightings.Camera!, StatureRange.Adults, findLens: true) is { LensWasFound: true } told ? told.Camera : null;
        foreach (var calibration in Enum.GetValues<SceneCalibration>())
        {
            foreach (var refinement in refinements)
            {
                var key = (scene, calibration, refinement.Name);
                if (!_scores.TryGetValue(key, out var score))
                {
                    _scores.Add(key, score = new SceneScore());
                }

                foreach (var camera in SceneCalibrations.Of(calibration, clip.View, found))
                {
                    score.Begin(clip);
                    await RunAsync(clip, camera, refinement, networks, score, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task RunAsync(
        FilmedClip clip, CameraModel? calibration, SceneRefinement refinement, PipelineNetworks networks, IPosePublisher publisher, CancellationToken cancellation)
    {
        var camera = plan.Cameras[0] with { Calibration = calibration, Refinement = refinement.Options };
        var services = new PipelineServices([publisher], new TrackIdSequence(), time, Random.Shared, loggers.CreateLogger<CameraPipeline>());
        using var pipeline = new CameraPipeline(CameraFactory.LosslessPlan(plan, camera), new FilmedSource(clip, time), networks, services);
        await pipeline.RunAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (pipeline.Ledger.Snapshot() is { Published: var published } && published != clip.Count)
        {
            throw new CommandFailedException($"{clip.Script.Name}: {published} of {clip.Count} frames could be processed; the warnings say why");
        }
    }
}
