using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Inference;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>Opens networks for examination, on the CPU.</summary>
internal sealed class EvaluatedNetworks
{
    // Precision at high recall needs the doubtful ones too.
    private const double LeastScore = 0.02;

    private readonly ModelCatalog _catalog;
    private readonly ModelStore _store;
    private readonly OnnxModelLoader _loader;
    private readonly InferenceOptions _options = new() { Provider = ExecutionProvider.Cpu, LibraryFolders = [LibraryFolders.Installed] };

    public EvaluatedNetworks()
    {
        var folder = DataFolder.Of("models");
        _catalog = ModelCatalog.Load(folder);
        _store = ModelAccess.OpenStore(folder, _catalog, NullLoggerFactory.Instance);
        _loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(_options), NullLogger<OnnxModelLoader>.Instance);
    }

    /// <exception cref="ModelStoreException">No such network, or not on this machine.</exception>
    public IDetectorModel OpenDetector(string id)
    {
        var manifest = _catalog.Get(id);
        var constants = new Dictionary<string, double>(manifest.Decode) { ["score_threshold"] = LeastScore };
        var file = _store.Find(manifest with { Decode = constants });
        return _loader.LoadDetector(file.Manifest, file.Build, file.Path, _options);
    }

    /// <exception cref="ModelStoreException">No such network, or not on this machine.</exception>
    public EvaluatedPose OpenPose(string id)
    {
        var file = _store.Find(id);
        return new EvaluatedPose(_loader.LoadPose(file.Manifest, file.Build, file.Path, _options));
    }
}
