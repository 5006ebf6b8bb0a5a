using Microsoft.Extensions.Logging;

namespace PoseStream.Synthesis.Cameras;

/// <summary>Log events 8000 to 8099.</summary>
internal static partial class CameraLog
{
    [LoggerMessage(8000, LogLevel.Information, "simulated camera at {Url}: {Pictures} pictures in a loop of {Seconds:F1} s")]
    public static partial void Started(ILogger logger, string url, int pictures, double seconds);

    [LoggerMessage(8001, LogLevel.Debug, "simulated camera at {Url}: {Client} plays, transport {Transport}")]
    public static partial void ClientPlays(ILogger logger, string url, string client, string transport);

    [LoggerMessage(8002, LogLevel.Debug, "simulated camera at {Url}: {Client} ended: {Reason}; {Dropped} pictures dropped, as it did not read them in time")]
    public static partial void ClientEnded(ILogger logger, string url, string client, string reason, long dropped);

    [LoggerMessage(8003, LogLevel.Debug, "simulated camera at {Url}: {Client} gave no or wrong credentials")]
    public static partial void ClientRefused(ILogger logger, string url, string client);

    [LoggerMessage(8004, LogLevel.Error, "simulated camera at {Url}: serving {Client} failed")]
    public static partial void ClientFailed(ILogger logger, Exception exception, string url, string client);

    [LoggerMessage(8005, LogLevel.Error, "simulated camera at {Url}: playing the clip failed, no more pictures come")]
    public static partial void PlayerFailed(ILogger logger, Exception exception, string url);

    [LoggerMessage(8006, LogLevel.Warning, "simulated camera at {Url}: a connection could not be accepted: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, string url, string reason);
}
