using Microsoft.Extensions.Logging;

namespace PoseStream.Daemon.Models;

internal static partial class ModelStoreLog
{
    [LoggerMessage(6000, LogLevel.Information, "Model {Id}: {Path}")]
    public static partial void Found(ILogger logger, string id, string path);

    [LoggerMessage(6001, LogLevel.Information, "Model file {Source}: unused outputs cut out, written to {Path}")]
    public static partial void Pruned(ILogger logger, string source, string path);

    [LoggerMessage(6002, LogLevel.Warning, "Model file {Source}: unused outputs could not be cut out ({Reason}); the whole network runs, more slowly")]
    public static partial void PruningFailed(ILogger logger, string source, string reason);

    [LoggerMessage(6004, LogLevel.Information, "Download of {File}: {Received} of {Total} bytes are here already, the rest follows")]
    public static partial void Resumed(ILogger logger, string file, long received, long total);

    [LoggerMessage(6005, LogLevel.Information, "Download of {File}: the connection broke at {Received} of {Total} bytes ({Reason}); connecting again")]
    public static partial void Reconnecting(ILogger logger, string file, long received, long total, string reason);

    [LoggerMessage(6006, LogLevel.Warning, "Model file {Path} is not what it was when it was made; making it anew")]
    public static partial void PrunedChanged(ILogger logger, string path);
}
