using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>One connection of a source: opens, reads and decodes on the calling thread until there is a reason to end.</summary>
internal sealed class FFmpegConnection : IDisposable
{
    // FFmpeg's own 5 s would be the time to the first picture of a live stream that does not describe itself.
    private const string LongestAnalysis_us = "1000000";

    // Of a device that has no picture yet: far less than the time between two.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    private readonly FFmpegSourceOptions _options;
    private readonly DecoderPreference _decoders;
    private readonly string _name;
    private readonly FFmpegApi _api;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly IFrameSink _sink;
    private readonly CancellationToken _cancellationToken;
    private readonly SourceAddress _address;
    private readonly ProgressDeadline _deadline;
    private readonly FFmpegLogRelay _log;
    private readonly INativeLogReader? _logBefore;
    private readonly MediaInput _input;
    private readonly PacketHandle _packet;
    private FrameDecoder? _decoder;

    public FFmpegConnection(
        FFmpegSourceOptions options, DecoderPreference decoders, string name, FFmpegApi api, TimeProvider timeProvider, ILogger logger, IFrameSink sink,
        CancellationToken cancellationToken)
    {
        _options = options;
        _decoders = decoders;
        _name = name;
        _api = api;
        _timeProvider = timeProvider;
        _logger = logger;
        _sink = sink;
        _cancellationToken = cancellationToken;
        _address = SourceAddress.Parse(options.Url);
        _deadline = new ProgressDeadline(timeProvider, cancellationToken);
        _log = new FFmpegLogRelay(logger, name, timeProvider, CredentialRedactor.SecretsOf(options.Url));
        _logBefore = NativeLog.ReadThread(_log);
        _input = new MediaInput(api, _deadline);
        _packet = new PacketHandle(api);
    }

    /// <summary>How many were decoded.</summary>
    public long Pictures => _decoder?.Frames ?? 0;

    /// <summary>The hardware decoder in use, or "none".</summary>
    public string Hardware => _decoder?.Hardware ?? DecoderSelection.None;

    public SourceEnd Run()
    {
        SourceEnd end;
        try
        {
            end = Open() ?? Read();
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            end = Stopped;
        }

        _log.Flush();
        MediaLog.Ended(_logger, _name, _decoder?.Frames ?? 0, end.Reason, end.Message);
        return end;
    }

    public void Dispose()
    {
        _decoder?.Dispose();
        _packet.Dispose();
        _input.Dispose();
        NativeLog.ReadThread(_logBefore);
    }

    private static SourceEnd Stopped => new(EndReason.Stopped, "stopped");

    /// <returns>Null where the stream is open.</returns>
    private SourceEnd? Open()
    {
        var transport = _address.TransportName(_options.Transport);
        MediaLog.Connecting(_logger, _name, transport);
        if (_address.Kind == SourceKind.Device && !_api.HasDevices)
        {
            return new SourceEnd(EndReason.Unsupported, $"libavdevice.so.{_api.Layout.Major} is missing: install it to use cameras of this machine");
        }

        if (_address.Kind == SourceKind.RtspTls && !_options.TlsInsecure)
        {
            return Unverifiable("an rtsps:// camera");
        }

        var openedAt = _timeProvider.GetUtcNow();
        _deadline.Arm(_options.ConnectTimeout);
        var code = OpenInput();
        if (code >= 0 && !(_address.Kind is SourceKind.Rtsp or SourceKind.RtspTls && _input.HasKnownVideo))
        {
            // An SDP names the codec and the parser finds the rest: reading ahead would only cost time and, worse, the first key frame's freshness.
            code = _input.FindStreamInfo();
        }

        var stream = code >= 0 ? _input.FindVideoStream() : code;
        if (_cancellationToken.IsCancellationRequested)
        {
            return Stopped;
        }

        if (stream < 0)
        {
            return EndClassifier.WhileOpening(stream, _address.Kind, _deadline.Expired, _deadline.Limit, _api.ErrorText(stream), _log.LastError);
        }

        if (_address.IsTls && !_options.TlsInsecure && _input.IsSegmented)
        {
            return Unverifiable($"the parts of an {_input.FormatName} list");
        }

        _input.DiscardOthers(stream);
        var isLive = _address.Kind != SourceKind.File && !(_address.Kind == SourceKind.Network && _input.Duration is not null);
        var selection = DecoderSelection.Open(_api, _input, stream, _decoders.Wanted, isLive);
        if (selection.Decoder is null)
        {
            return selection.Code == AvError.Invalid
                ? new SourceEnd(EndReason.Unsupported, "the decoder does not take this stream: its pictures have more pixels than 8192x8192, or its header is damaged")
                : EndClassifier.WhileOpening(selection.Code, _address.Kind, expired: false, _deadline.Limit, _api.ErrorText(selection.Code), null);
        }

        selection = selection with { FallbackReason = _decoders.Doubt ?? selection.FallbackReason };
        _decoder = new FrameDecoder(_options, _name, _api, _timeProvider, _logger, _sink, _input, stream, isLive, openedAt, selection, transport);
        _decoder.Announce();
        return null;
    }

    /// <summary>FFmpeg opens these TLS connections without passing its options on (5.1), so that nothing would be verified, and nothing would tell.</summary>
    private static SourceEnd Unverifiable(string what) => new(
        EndReason.Unsupported, $"FFmpeg cannot verify the certificate of {what}: set tls to insecure to watch it all the same, where nobody can come between");

    private int OpenInput()
    {
        using var options = new NativeOptions(_api);
        if (_address.Kind is SourceKind.Rtsp or SourceKind.RtspTls)
        {
            options.Set("rtsp_transport", _address.TransportName(_options.Transport)).Set("allowed_media_types", "video");
        }
        else if (_address.Kind == SourceKind.Device)
        {
            _input.SetNonBlocking();
        }
        else if (_address.Kind == SourceKind.Network)
        {
            options.Set("analyzeduration", LongestAnalysis_us);
        }

        if (_address.IsTls && _address.Kind == SourceKind.Network && !_options.TlsInsecure)
        {
            options.Set("tls_verify", "1");
            if (_options.TlsCaFile is { } authority)
            {
                options.Set("ca_file", authority);
            }
        }

        var code = _input.Open(_address.Url, _address.Format, options);
        if (code >= 0 && options.Remaining() is { Count: > 0 } unknown)
        {
            MediaLog.OptionsNotTaken(_logger, _name, string.Join(", ", unknown));
        }

        return code;
    }

    private SourceEnd Read()
    {
        var decoder = _decoder!;
        var decodedAt = _timeProvider.GetTimestamp();
        _deadline.Arm(_options.StallTimeout);
        while (true)
        {
            var code = _input.Read(_packet);
            if (code == AvError.Again)
            {
                _cancellationToken.WaitHandle.WaitOne(PollInterval);
                if (!_deadline.ShouldStop())
                {
                    continue;
                }
            }

            if (_cancellationToken.IsCancellationRequested)
            {
                return Stopped;
            }

            if (code < 0)
            {
                return Finish(decoder, code);
            }

            if (_packet.StreamIndex == decoder.Stream)
            {
                var before = decoder.Frames;
                decoder.Decode(_packet, _cancellationToken);
                if (decoder.Frames != before)
                {
                    decodedAt = _timeProvider.GetTimestamp();
                }
                else if (_timeProvider.GetElapsedTime(decodedAt) > _options.DecodeTimeout)
                {
                    return new SourceEnd(EndReason.DecodeError, $"data came for {_options.DecodeTimeout.TotalSeconds:0.###} s of which no picture could be decoded");
                }

                _deadline.Arm(_options.StallTimeout);
            }

            _packet.Clear();
        }
    }

    private SourceEnd Finish(FrameDecoder decoder, int code)
    {
        var end = EndClassifier.WhileReading(code, decoder.IsLive, _deadline.Expired, _deadline.Limit, _api.ErrorText(code));
        decoder.Drain(_cancellationToken);
        return end.Reason == EndReason.EndOfFile && decoder.Frames == 0
            ? new SourceEnd(EndReason.DecodeError, "not one picture of the file could be decoded")
            : end;
    }
}
