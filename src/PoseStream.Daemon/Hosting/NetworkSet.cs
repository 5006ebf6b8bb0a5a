using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.Daemon.Models;
using PoseStream.Inference;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Daemon.Hosting;

/// <summary>The networks of a service's cameras, loaded, proven by a run, and at work on threads of their own; cameras that use the same share it.</summary>
public sealed class NetworkSet : IDisposable
{
    // One prepares a batch while the GPU works on the other's. More would each take a single frame, and no batch would ever fill.
    public const int BatchingThreads = 2;

    // Beside those that the threads work at, one on its way from a stage to the next.
    private const int BetweenStages = 1;

    private readonly NetworkStart _start;
    private readonly IReadOnlyDictionary<ModelPreset, PipelineNetworks> _networks;

    private NetworkSet(NetworkStart start, IReadOnlyDictionary<ModelPreset, PipelineNetworks> networks)
    {
        _start = start;
        _networks = networks;
        Limit = new InFlightLimit(LimitFor(start.Working.Max(network => network.MaxBatch), start.ThreadsFor(maxBatch: 1)));
    }

    /// <summary>How many frames of the cameras that use these networks may be at work at once.</summary>
    public InFlightLimit Limit { get; }

    /// <summary>Each once.</summary>
    public IReadOnlyList<INetworkAtWork> All => _start.Working;

    /// <exception cref="ModelStoreException">A model is not known, not here, or not the one that was pinned.</exception>
    /// <exception cref="ModelContractException">A file does not fit its family.</exception>
    /// <exception cref="ConfigurationException">The file of boxes is none, or networks do not fit one another; each line says which stage of which preset lacks what.</exception>
    /// <exception cref="InferenceLibraryException">No library, or the required provider does not work.</exception>
    public static NetworkSet Load(ServicePlan plan, ModelCatalog catalog, ModelStore store, ILoggerFactory loggers)
    {
        // All that can be wrong with the files is found before the slow part.
        var files = NetworkFiles.Find(plan, catalog, store);
        var boxes = plan.Detector.BoxesFile is { } boxesFile ? FrameBoxes.Read(boxesFile) : null;

        var options = OptionsFor(plan.Inference);
        var loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(options), loggers.CreateLogger<OnnxModelLoader>());
        return Start(plan.Inference.Threads, loggers, start =>
        {
            var loaded = plan.Presets.Select(preset => (
                Preset: preset,
                Detect: boxes is not null ? start.Detect("boxes", () => new BoxFileModel(boxes))
                    : files.Of(preset, ModelTask.Detection) is { } detect ? Load(detect, start.Detect, loader.LoadDetector)
                    : start.Detect(WholeImageModel.Id, () => new WholeImageModel()),
                Pose: Load(files.Of(preset, ModelTask.Pose)!, start.Pose, loader.LoadPose),
                Root: files.Of(preset, ModelTask.Root) is { } root ? Load(root, start.Root, loader.LoadRoot) : null,
                Lift: files.Of(preset, ModelTask.Lift) is { } lift ? Load(lift, start.Temporal, loader.LoadTemporal) : null,
                Sequence: files.Of(preset, ModelTask.Sequence) is { } sequence ? Load(sequence, start.Temporal, loader.LoadTemporal) : null,
                Mesh: files.Of(preset, ModelTask.Mesh) is { } mesh ? Load(mesh, start.Mesh, WithTables) : null,
                Reid: files.Of(preset, ModelTask.Reid) is { } reid ? Load(reid, start.Reid, loader.LoadReid) : null)).ToArray();
            return loaded.ToDictionary(
                networks => networks.Preset,
                networks => Fitting(networks.Preset, new PipelineNetworks(
                    networks.Detect(), networks.Pose(), networks.Root?.Invoke(), networks.Lift?.Invoke(), networks.Sequence?.Invoke(), networks.Mesh?.Invoke(),
                    networks.Reid?.Invoke())));
        });

        Func<TWorkers> Load<TModel, TWorkers>(
            LocatedModel file, Func<string, Func<TModel>, Func<TWorkers>> start, Func<ModelManifest, ModelBuild, string, InferenceOptions, TModel> load) =>
            start(NetworkFiles.KeyOf(file), () => load(file.Manifest, file.Build, file.Path, options));

        IMeshModel WithTables(ModelManifest manifest, ModelBuild build, string path, InferenceOptions o) => loader.LoadMesh(
            manifest, build, path, files.Tables(manifest.Id).ToDictionary(table => table.Key, table => TableFile.Read(table.Value), StringComparer.Ordinal), o);
    }

    /// <summary>Puts two networks to work in place of the built-in preset's.</summary>
    /// <param name="threads">For each network; 0 for what <see cref="ThreadsFor"/> finds.</param>
    public static NetworkSet Start(Func<IDetectorModel> loadDetector, Func<IPoseModel> loadPose, int threads, ILoggerFactory loggers) => Start(
        threads, loggers, start =>
        {
            var (detect, pose) = (start.Detect("detect", loadDetector), start.Pose("pose", loadPose));
            return new Dictionary<ModelPreset, PipelineNetworks> { [ModelPreset.BuiltIn] = new(detect(), pose()) };
        });

    /// <param name="preset">One of the plan's.</param>
    public PipelineNetworks Of(ModelPreset preset) => _networks[preset];

    /// <summary>What was configured; else as many as there are cores, or <see cref="BatchingThreads"/> for a network that runs batches.</summary>
    public static int ThreadsFor(int configured, int maxBatch, int cores) =>
        configured > 0 ? configured : maxBatch > 1 ? BatchingThreads : cores;

    /// <summary>As many frames as the threads can work at; any number where a network runs batches, which are made of the frames of many cameras.</summary>
    /// <param name="threads">Of each network.</param>
    public static int LimitFor(int maxBatch, int threads) => maxBatch > 1 ? int.MaxValue : threads + BetweenStages;

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

    public void Dispose() => _start.Dispose();

    /// <summary>Whatever was made before something fails is taken down again.</summary>
    private static NetworkSet Start(int threads, ILoggerFactory loggers, Func<NetworkStart, IReadOnlyDictionary<ModelPreset, PipelineNetworks>> load)
    {
        var start = new NetworkStart(threads, loggers);
        try
        {
            return new NetworkSet(start, load(start));
        }
        catch
        {
            start.Dispose();
            throw;
        }
    }

    private static PipelineNetworks Fitting(ModelPreset preset, PipelineNetworks networks) => NetworkFit.ProblemOf(networks) is { } problem
        ? throw new ConfigurationException($"preset '{preset.Name}': {problem}")
        : networks;
}
