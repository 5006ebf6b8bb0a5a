using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.Daemon.Models;
using PoseStream.Inference;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Daemon.Hosting;

/// <summary>The two networks of a service, loaded, proven by a run, and at work on threads of their own.</summary>
public sealed class NetworkSet : IDisposable
{
    // On a GPU, how long a batch that is not full waits for other cameras' frames.
    private static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(3);

    // One prepares a batch while the GPU works on the other's. More would each take a single frame, and no batch would ever fill.
    public const int BatchingThreads = 2;

    private readonly Stack<IDisposable> _parts;

    private NetworkSet(DetectWorkers detect, PoseWorkers pose, Stack<IDisposable> parts)
    {
        Detect = detect;
        Pose = pose;
        _parts = parts;
    }

    public DetectWorkers Detect { get; }

    public PoseWorkers Pose { get; }

    /// <exception cref="ModelStoreException">A model is not known, not here, or not the one that was pinned.</exception>
    /// <exception cref="ModelContractException">A file does not fit its family.</exception>
    /// <exception cref="ConfigurationException">The file of boxes is none.</exception>
    /// <exception cref="InferenceLibraryException">No library, or the required provider does not work.</exception>
    public static NetworkSet Load(ServicePlan plan, ModelCatalog catalog, ModelStore store, ILoggerFactory loggers)
    {
        // All that can be wrong with the files is found before the slow part.
        var detectorFile = plan.Detector.NeedsNetwork ? store.Find(plan.Detector.ApplyTo(catalog.Get(plan.Detector.Model))) : null;
        var boxes = plan.Detector.BoxesFile is { } boxesFile ? FrameBoxes.Read(boxesFile) : null;
        var poseFile = store.Find(plan.Pose.ApplyTo(catalog.Get(plan.Pose.Model)));

        var options = OptionsFor(plan.Inference);
        var loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(options), loggers.CreateLogger<OnnxModelLoader>());
        return Start(
            () => boxes is not null ? new BoxFileModel(boxes)
                : detectorFile is null ? new WholeImageModel()
                : loader.LoadDetector(detectorFile.Manifest, detectorFile.Build, detectorFile.Path, options),
            () => loader.LoadPose(poseFile.Manifest, poseFile.Build, poseFile.Path, options),
            plan.Inference.Threads, loggers);
    }

    /// <summary>Puts two networks to work. Whatever was made before something fails is taken down again, the last first.</summary>
    /// <param name="threads">For each network; 0 for what <see cref="ThreadsFor"/> finds.</param>
    public static NetworkSet Start(Func<IDetectorModel> loadDetector, Func<IPoseModel> loadPose, int threads, ILoggerFactory loggers)
    {
        var parts = new Stack<IDisposable>();
        try
        {
            var detector = Keep(loadDetector());
            var pose = Keep(loadPose());
            return new NetworkSet(
                Keep(new DetectWorkers(detector, Threads(detector.MaxBatch), BatchWindow, loggers.CreateLogger<DetectWorkers>())),
                Keep(new PoseWorkers(pose, Threads(pose.MaxBatch), BatchWindow, loggers.CreateLogger<PoseWorkers>())),
                parts);
        }
        catch
        {
            Release(parts);
            throw;
        }

        T Keep<T>(T part)
            where T : IDisposable
        {
            parts.Push(part);
            return part;
        }

        int Threads(int maxBatch) => ThreadsFor(threads, maxBatch, Environment.ProcessorCount);
    }

    /// <summary>What was configured; else as many as there are cores, or <see cref="BatchingThreads"/> for a network that runs batches.</summary>
    public static int ThreadsFor(int configured, int maxBatch, int cores) =>
        configured > 0 ? configured : maxBatch > 1 ? BatchingThreads : cores;

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

    public void Dispose() => Release(_parts);

    private static void Release(Stack<IDisposable> parts)
    {
        while (parts.TryPop(out var part))
        {
            part.Dispose();
        }
    }
}
