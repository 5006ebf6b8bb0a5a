using Microsoft.Extensions.Logging;

namespace PoseStream.Daemon.Calibrating.Learning;

/// <summary>Event ids 7100 to 7119.</summary>
internal static partial class LearningLog
{
    [LoggerMessage(7100, LogLevel.Information, "camera {Camera}: learnt from people how it hangs: {Estimate}; distances rest on it from now on")]
    public static partial void Learned(ILogger logger, string camera, string estimate);

    [LoggerMessage(7108, LogLevel.Information, "camera {Camera}: {What} will be learnt from the people who pass; it takes half a minute to two minutes of people who walk nearer and further")]
    public static partial void Begins(ILogger logger, string camera, string what);

    [LoggerMessage(7101, LogLevel.Information, "camera {Camera}: not calibrated yet: {Reason}")]
    public static partial void NotYet(ILogger logger, string camera, string reason);

    [LoggerMessage(7102, LogLevel.Warning, "camera {Camera}: people do not fit what was learnt of it any more, as if somebody had moved it; it is learnt anew")]
    public static partial void Moved(ILogger logger, string camera);

    [LoggerMessage(7103, LogLevel.Information, "camera {Camera}: begins with what was learnt of it before, in {Path}")]
    public static partial void Kept(ILogger logger, string camera, string path);

    [LoggerMessage(7104, LogLevel.Information, "camera {Camera}: {Path} is of another address or lens and is not used; it is learnt anew")]
    public static partial void OfAnother(ILogger logger, string camera, string path);

    [LoggerMessage(7105, LogLevel.Warning, "camera {Camera}: what was learnt of it cannot be read and is learnt anew: {Reason}")]
    public static partial void Unreadable(ILogger logger, string camera, string reason);

    [LoggerMessage(7106, LogLevel.Warning, "camera {Camera}: {Path} cannot be written to ({Reason}); what is learnt is lost when the service stops")]
    public static partial void NotKept(ILogger logger, string camera, string path, string reason);

    [LoggerMessage(7107, LogLevel.Error, "camera {Camera}: nothing more is learnt of it, for an unexpected error")]
    public static partial void Failed(ILogger logger, Exception exception, string camera);
}
