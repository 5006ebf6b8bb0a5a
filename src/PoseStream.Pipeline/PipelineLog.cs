using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;

namespace PoseStream.Pipeline;

/// <summary>Event ids 1000 to 1099.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Model}: a run failed with an unexpected error; its items are dropped ({More} more since the last such line)")]
    public static partial void WorkerFault(ILogger logger, Exception exception, string model, long more);

    [LoggerMessage(1001, LogLevel.Warning, "camera {Camera}: a frame was dropped: {Reason} ({More} more since the last such line)")]
    public static partial void FrameFault(ILogger logger, string camera, string reason, long more);

    [LoggerMessage(1004, LogLevel.Warning, "camera {Camera}: the detector's second look at a frame failed, and the first one counts: {Reason} ({More} more since the last such line)")]
    public static partial void CloseLookFault(ILogger logger, string camera, string reason, long more);

    [LoggerMessage(1003, LogLevel.Error, "camera {Camera}: every frame for {Length_s} s was dropped; its people are forgotten, in case that what is known of one of them is why")]
    public static partial void EveryFrameFault(ILogger logger, string camera, double length_s);

    [LoggerMessage(1002, LogLevel.Error, "camera {Camera}: the books do not balance after stopping: {Decoded} decoded, {Published} published, {Dropped} dropped, {InFlight} in flight, {Rented} buffers out")]
    public static partial void Leak(ILogger logger, string camera, long decoded, long published, long dropped, long inFlight, int rented);

    [LoggerMessage(EventId = 1010, Message = "camera {Camera}: connecting to {Source}")]
    public static partial void Connecting(ILogger logger, LogLevel level, string camera, string source);

    [LoggerMessage(EventId = 1011, Message = "camera {Camera}: streaming {Codec} over {Transport}, hardware decoder {Hardware}, epoch {Epoch}")]
    public static partial void Streaming(ILogger logger, LogLevel level, string camera, string codec, string transport, string hardware, ulong epoch);

    [LoggerMessage(EventId = 1012, Message = "camera {Camera}: {Reason}: {Text}; next try in {Delay_s:F1} s")]
    public static partial void Ended(ILogger logger, LogLevel level, string camera, EndReason reason, string text, double delay_s);

    [LoggerMessage(EventId = 1013, Message = "camera {Camera}: {Reason}: {Text}")]
    public static partial void Finished(ILogger logger, LogLevel level, string camera, EndReason reason, string text);

    [LoggerMessage(1015, LogLevel.Error, "camera {Camera}: the source failed with an unexpected error")]
    public static partial void SourceFault(ILogger logger, Exception exception, string camera);

    [LoggerMessage(1020, LogLevel.Error, "camera {Camera}: the pipeline failed")]
    public static partial void PipelineFault(ILogger logger, Exception exception, string camera);

    [LoggerMessage(1021, LogLevel.Error, "camera {Camera}: a publisher failed ({More} more since the last such line)")]
    public static partial void PublisherFault(ILogger logger, Exception exception, string camera, long more);
}
