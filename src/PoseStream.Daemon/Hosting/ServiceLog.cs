using System.Net;
using Microsoft.Extensions.Logging;

namespace PoseStream.Daemon.Hosting;

/// <summary>Event ids 7000 to 7099.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(7000, LogLevel.Information, "posestream {Version}: cameras: {Cameras}, models in {Models}")]
    public static partial void Starting(ILogger logger, string version, int cameras, string models);

    [LoggerMessage(7001, LogLevel.Information, "gRPC listens on {Address}")]
    public static partial void GrpcListening(ILogger logger, IPEndPoint address);

    [LoggerMessage(7002, LogLevel.Information, "no camera is running any more; their states can be asked until the service is stopped")]
    public static partial void AllEnded(ILogger logger);

    [LoggerMessage(7003, LogLevel.Information, "camera {Camera}: {Decoded} decoded = {Published} published + {Dropped} dropped + {InFlight} in flight{Reasons}")]
    public static partial void Flow(ILogger logger, string camera, long decoded, long published, long dropped, long inFlight, string reasons);

    [LoggerMessage(7004, LogLevel.Information, "stopped; managed memory allocated: {Bytes} bytes a published frame")]
    public static partial void Stopped(ILogger logger, long bytes);

    [LoggerMessage(7005, LogLevel.Information, "the live page is at http://{Address}, beside it /metrics and /healthz")]
    public static partial void WebListening(ILogger logger, IPEndPoint address);

    [LoggerMessage(7006, LogLevel.Warning, "a camera has not ended {Seconds} s after the stop was asked for; MQTT says stopped without it")]
    public static partial void CamerasOverdue(ILogger logger, double seconds);

    [LoggerMessage(7007, LogLevel.Information, "lens not measured, field of view assumed: {Cameras}; distances are wrong by as much as that is, and 'posestream calibrate ground' or \"calibrate_from_people\" finds it")]
    public static partial void LensesAssumed(ILogger logger, string cameras);
}
