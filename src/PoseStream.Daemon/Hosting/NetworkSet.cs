using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.Inference;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Daemon.Hosting;

/// <summary>The two networks of a service, loaded, proven by a run, and at work on threads of their own.</summary>
public sealed class NetworkSet : IDisposable
{
    // On a GPU, how long a batch that is not full waits for other cameras' frames.
    private static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(3);

    private readonly IDetectorModel _detector;
    private readonly IPoseModel _pose;

    private NetworkSet(IDetectorModel detector, IPoseModel pose, int threads, ILoggerFactory loggers)
    {
        _detector = detector;
        _pose = pose;
        Detect = new DetectWorkers(detector, threads, BatchWindow, loggers.CreateLogger<DetectWorkers>());
        Pose = new PoseWorkers(pose, threads, BatchWindow, loggers.CreateLogger<PoseWorkers>());
    }

    public DetectWorkers Detect { get; }

    public PoseWorkers Pose { get; }

    /// <exception cref="ModelStoreException">A model is not known, not here, or not the one that was pinned.</exception>
    /// <exception cref="ModelContractException">A file does not fit its family.</exception>
    /// <exception cref="InferenceLibraryException">No library, or the required provider does not work.</exception>
    public static NetworkSet Load(ServicePlan plan, ModelCatalog catalog, ModelStore store, ILoggerFactory loggers)
    {
        // All that can be wrong with the files is found before the slow part.
        var detectorFile = store.Find(plan.Detector.ApplyTo(catalog.Get(plan.Detector.Model)));
        var poseFile = store.Find(plan.Pose.ApplyTo(catalog.Get(plan.Pose.Model)));

        var options = OptionsFor(plan.Inference);
        var loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(options), loggers.CreateLogger<OnnxModelLoader>());
        var detector = loader.LoadDetector(detectorFile.Manifest, detectorFile.Build, detectorFile.Path, options);
        try
        {
            var pose = loader.LoadPose(poseFile.Manifest, poseFile.Build, poseFile.Path, options);
            return new NetworkSet(detector, pose, plan.Inference.Threads > 0 ? plan.Inference.Threads : Environment.ProcessorCount, loggers);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    public static InferenceOptions OptionsFor(InferencePlan plan) => new()
    {
        Provider = plan.Provider switch
        {
            InferenceProvider.Cpu => ExecutionProvider.Cpu,
            InferenceProvider.Cuda => ExecutionProvider.Cuda,
            InferenceProvider.TensorRt => ExecutionProvider.TensorRt,
            _ => ExecutionProvider.Auto,
        },
        Require = plan.Require,
        DeviceId = plan.DeviceId,
        MaxBatch = plan.MaxBatch,
        LibraryPath = plan.Library,
        LibraryFolders = [LibraryFolders.Installed],
    };

    public void Dispose()
    {
        Detect.Dispose();
        Pose.Dispose();
        _detector.Dispose();
        _pose.Dispose();
    }
}
