using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;

namespace PoseStream.Media;

/// <summary>Log events 2000 to 2099. Every text that may hold an address is redacted before it comes here.</summary>
internal static partial class MediaLog
{
    [LoggerMessage(2000, LogLevel.Information, "FFmpeg {Release} (libavformat {Format}, libavcodec {Codec}) loaded from {Place}")]
    public static partial void LibraryLoaded(ILogger logger, string release, Version format, Version codec, string place);

    [LoggerMessage(2001, LogLevel.Debug, "{Source}: connecting over {Transport}")]
    public static partial void Connecting(ILogger logger, string source, string transport);

    [LoggerMessage(2002, LogLevel.Debug, "{Source}: {Codec} over {Transport}, hardware decoder {HardwareDecoder}")]
    public static partial void Connected(ILogger logger, string source, string codec, string transport, string hardwareDecoder);

    /// <param name="level">A decoder that was asked for by name and is not there is a warning; that this machine has none at all is not.</param>
    [LoggerMessage(EventId = 2003, Message = "{Source}: decodes in software: {Reason}")]
    public static partial void SoftwareFallback(ILogger logger, LogLevel level, string source, string reason);

    [LoggerMessage(2004, LogLevel.Debug, "{Source}: ended after {Frames} frames: {Reason}, {Message}")]
    public static partial void Ended(ILogger logger, string source, long frames, Core.Ports.EndReason reason, string message);

    [LoggerMessage(2005, LogLevel.Error, "{Source}: FFmpeg did not take the options {Options}: they have no effect")]
    public static partial void OptionsNotTaken(ILogger logger, string source, string options);

    [LoggerMessage(2006, LogLevel.Warning, "{Source}: {Count} packets could not be decoded, last: {Error}")]
    public static partial void PacketsNotDecoded(ILogger logger, string source, long count, string error);

    [LoggerMessage(2007, LogLevel.Information, "{Source}: capture time now from {ClockSource}")]
    public static partial void ClockSourceChanged(ILogger logger, string source, ClockSource clockSource);

    [LoggerMessage(2008, LogLevel.Warning, "{Source}: the camera's clock differs from this machine's by {Seconds:F1} s, capture time is that of arrival: set the camera's clock by NTP")]
    public static partial void CameraClockImplausible(ILogger logger, string source, double seconds);

    [LoggerMessage(2009, LogLevel.Warning, "{Source}: {Count} pictures could not be converted, last: {Error}")]
    public static partial void PicturesNotConverted(ILogger logger, string source, long count, string error);

    [LoggerMessage(2010, LogLevel.Warning, "{Source}: the stream's clock jumped by {Seconds:F3} s, a new epoch begins ({More} more since the last such line)")]
    public static partial void ClockJumped(ILogger logger, string source, double seconds, long more);

    [LoggerMessage(2011, LogLevel.Information, "{Source}: pictures are now {Width}x{Height}")]
    public static partial void SizeChanged(ILogger logger, string source, int width, int height);

    [LoggerMessage(2012, LogLevel.Warning, "{Source}: the camera's time reports disagree by {Seconds:F1} s: capture times are less sure until they agree again")]
    public static partial void ReportsDisagree(ILogger logger, string source, double seconds);

    [LoggerMessage(2013, LogLevel.Warning, "{Source}: {Notice}")]
    public static partial void PictureNotice(ILogger logger, string source, string notice);

    [LoggerMessage(2014, LogLevel.Warning, "{Source}: this machine's clock was set back by {Seconds:F1} s: capture times go on from there, a new epoch begins")]
    public static partial void MachineClockSetBack(ILogger logger, string source, double seconds);

    [LoggerMessage(2020, LogLevel.Warning, "{Source}: FFmpeg says: {Line} ({Suppressed} more lines before it)")]
    public static partial void NativeError(ILogger logger, string source, string line, long suppressed);

    [LoggerMessage(2021, LogLevel.Debug, "{Source}: FFmpeg says: {Line} ({Suppressed} more lines before it)")]
    public static partial void NativeWarning(ILogger logger, string source, string line, long suppressed);

    [LoggerMessage(2030, LogLevel.Debug, "{Encoder} opened for pictures of {Width}x{Height}")]
    public static partial void EncoderOpened(ILogger logger, string encoder, int width, int height);

    [LoggerMessage(2031, LogLevel.Error, "{Encoder} did not take the options {Options}: they have no effect")]
    public static partial void EncoderOptionsNotTaken(ILogger logger, string encoder, string options);
}
