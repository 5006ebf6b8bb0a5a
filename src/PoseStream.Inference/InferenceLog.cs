using Microsoft.Extensions.Logging;

namespace PoseStream.Inference;

internal static partial class InferenceLog
{
    [LoggerMessage(3000, LogLevel.Information, "ONNX Runtime {Version} from {Path}, built with {Providers}")]
    public static partial void LibraryInUse(this ILogger logger, string version, string path, string providers);

    /// <param name="level">Where the machine has an accelerator that lies idle, a warning.</param>
    [LoggerMessage(EventId = 3001, Message = "networks run on the CPU, {Reason}")]
    public static partial void NoAccelerator(this ILogger logger, LogLevel level, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "{Provider} is not used: {Reason}; networks run on {Used}")]
    public static partial void ProviderFellBack(this ILogger logger, string provider, string reason, string used);

    [LoggerMessage(3003, LogLevel.Information, "model '{Model}' ({Family}) from {Path} on {Provider}, input [{Input}], at most {MaxBatch} a run")]
    public static partial void ModelLoaded(this ILogger logger, string model, string family, string path, string provider, string input, int maxBatch);
}
