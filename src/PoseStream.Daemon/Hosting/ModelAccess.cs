using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Models;
using PoseStream.Inference.Graphs;

namespace PoseStream.Daemon.Hosting;

/// <summary>Opens what nearly every command needs: the catalogue and the store of models.</summary>
public static class ModelAccess
{
    private const string SearchFoldersVariable = "POSESTREAM_MODELS";

    public static ModelStore OpenStore(string modelsFolder, ModelCatalog catalog, ILoggerFactory loggers) => new(
        modelsFolder,
        [.. ModelStore.SearchFoldersOf(Environment.GetEnvironmentVariable(SearchFoldersVariable)), ModelCatalog.BuiltInFolder],
        catalog,
        static (input, output, keep) => ModelPruner.Prune(input, output, [.. keep]),
        loggers.CreateLogger<ModelStore>());
}
