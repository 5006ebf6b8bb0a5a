using Microsoft.Extensions.Logging;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>Event ids 4000 to 4019.</summary>
internal static partial class GrpcServerLog
{
    [LoggerMessage(4000, LogLevel.Error, "gRPC {Method} of {Peer} failed unexpectedly; the client was told INTERNAL")]
    public static partial void CallFaulted(ILogger logger, Exception fault, string method, string peer);

    [LoggerMessage(4001, LogLevel.Debug, "gRPC {Method} of {Peer} ended with {Status}: {Message}")]
    public static partial void CallRefused(ILogger logger, string method, string peer, GrpcStatusCode status, string message);

    [LoggerMessage(4002, LogLevel.Debug, "gRPC {Method} was cancelled by {Peer}")]
    public static partial void CallCancelled(ILogger logger, string method, string peer);

    [LoggerMessage(4003, LogLevel.Warning, "gRPC {Method}: {Peer} did not take a message for {Seconds} s and was disconnected; it should read faster or ask for fewer messages")]
    public static partial void ReaderTooSlow(ILogger logger, string method, string peer, double seconds);
}
