using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Makes a reason of FFmpeg's code and of what was known when it came. Pure.</summary>
internal static class EndClassifier
{
    /// <param name="expired">The progress deadline told FFmpeg to stop; its code means nothing then (facts: a silent server gives INVALIDDATA).</param>
    /// <param name="limit">The deadline that was armed.</param>
    /// <param name="text">FFmpeg's text for the code.</param>
    /// <param name="lastError">The last error that FFmpeg logged, redacted; null = none.</param>
    public static SourceEnd WhileOpening(int code, SourceKind kind, bool expired, TimeSpan limit, string text, string? lastError)
    {
        if (expired)
        {
            return new SourceEnd(EndReason.Stalled, $"no answer within {limit.TotalSeconds:0.###} s");
        }

        var isNetwork = kind is not SourceKind.File and not SourceKind.Device;
        var isRtsp = kind is SourceKind.Rtsp or SourceKind.RtspTls;
        return code switch
        {
            AvError.Unauthorized or AvError.Forbidden => new SourceEnd(EndReason.AuthenticationFailed, "the server refused the user name or password"),
            AvError.HttpNotFound => new SourceEnd(EndReason.NotFound, "the server has no such stream"),
            AvError.NotFound => new SourceEnd(EndReason.NotFound, kind == SourceKind.Device ? "there is no such device" : "there is no such file"),
            AvError.AccessDenied when kind == SourceKind.Device =>
                new SourceEnd(EndReason.Failed, "this user may not read the device: add the user to its group, often 'video'"),
            AvError.AccessDenied => new SourceEnd(EndReason.Failed, isNetwork ? "the system does not allow this connection" : "this user may not read the file: change its permissions"),
            AvError.NoSuchDevice => new SourceEnd(EndReason.NotFound, "there is no such device"),
            AvError.ConnectionRefused => new SourceEnd(EndReason.Unreachable, "nothing listens at this address"),
            AvError.HostUnreachable or AvError.NetworkUnreachable => new SourceEnd(EndReason.Unreachable, "there is no route to this address"),
            // Every TLS library says it in other words, but none without this one.
            AvError.InputOutput when isNetwork && lastError is not null && lastError.Contains("certificate", StringComparison.OrdinalIgnoreCase) => new SourceEnd(
                EndReason.Failed,
                $"the server's certificate was not accepted (FFmpeg: {lastError}): set tls_ca_file to the authority that it is from, or tls to insecure"),
            AvError.InputOutput when isNetwork && lastError is not null => new SourceEnd(EndReason.Unreachable, $"the connection failed (FFmpeg: {lastError})"),
            AvError.InputOutput when isNetwork => new SourceEnd(EndReason.Unreachable, "the host name cannot be resolved, or the connection failed"),
            AvError.TimedOut => new SourceEnd(EndReason.Stalled, "no answer from this address"),
            AvError.EndOfFile or AvError.ConnectionReset or AvError.BrokenPipe when isNetwork =>
                new SourceEnd(EndReason.Failed, "the server closed the connection without an answer"),
            AvError.InvalidData when isRtsp => new SourceEnd(EndReason.Failed, "the server closed the connection or answered something that is not RTSP"),
            AvError.ProtocolNotSupported when isRtsp => new SourceEnd(EndReason.Unsupported, "the server does not offer this transport: try the other of tcp and udp"),
            AvError.InvalidData => new SourceEnd(EndReason.Unsupported, "this is no video that FFmpeg knows"),
            AvError.ProtocolNotFound => new SourceEnd(EndReason.Unsupported, "this FFmpeg build does not know the address's scheme"),
            AvError.DemuxerNotFound => new SourceEnd(EndReason.Unsupported, "this FFmpeg build lacks the input format"),
            AvError.DecoderNotFound => new SourceEnd(EndReason.Unsupported, "this FFmpeg build has no decoder for the stream's codec"),
            AvError.StreamNotFound => new SourceEnd(EndReason.Unsupported, "there is no video in it"),
            AvError.PatchWelcome => new SourceEnd(EndReason.Unsupported, "FFmpeg cannot read this kind of stream"),
            AvError.ServerError => new SourceEnd(EndReason.Failed, "the server reports an error of its own"),
            _ => new SourceEnd(EndReason.Failed, $"opening failed: {text}"),
        };
    }

    /// <inheritdoc cref="WhileOpening"/>
    /// <param name="live">No file: its end is the server's doing.</param>
    public static SourceEnd WhileReading(int code, bool live, bool expired, TimeSpan limit, string text)
    {
        if (expired || code == AvError.TimedOut)
        {
            return new SourceEnd(EndReason.Stalled, $"no picture data for {limit.TotalSeconds:0.###} s");
        }

        return code switch
        {
            AvError.EndOfFile when !live => new SourceEnd(EndReason.EndOfFile, "the file was read to its end"),
            AvError.EndOfFile or AvError.ConnectionReset or AvError.BrokenPipe or AvError.InputOutput when live =>
                new SourceEnd(EndReason.EndOfStream, "the server closed the stream"),
            _ => new SourceEnd(EndReason.Failed, $"reading failed: {text}"),
        };
    }
}
