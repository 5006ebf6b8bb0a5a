using Microsoft.Extensions.Logging;

namespace PoseStream.Synthesis.Clips;

/// <summary>Log events 8100 to 8199.</summary>
internal static partial class ClipLog
{
    [LoggerMessage(8100, LogLevel.Warning, "{Path}: {Reason}; the clip is rendered again")]
    public static partial void NotRead(ILogger logger, string path, string reason);

    [LoggerMessage(8101, LogLevel.Warning, "{Path}: cannot be kept ({Reason}); the clip will be rendered at the next start too")]
    public static partial void NotKept(ILogger logger, string path, string reason);
}
