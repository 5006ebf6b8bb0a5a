using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Turns the packets of one video stream into stamped frames and hands them to the sink. No managed allocation per frame.</summary>
internal sealed class FrameDecoder : IDisposable
{
    private readonly string _name;
    private readonly FFmpegApi _api;
    private readonly ILogger _logger;
    private readonly IFrameSink _sink;
    private readonly VideoDecoder _decoder;
    private readonly PictureHandle _picture;
    private readonly PictureConverter _converter;
    private readonly FrameStamper _stamper;
    private readonly FaultCounter _undecodable;
    private readonly FaultCounter _unconvertible;
    private readonly SourceReport _chosen;
    private readonly double _turn_deg;
    private SourceReport _report;
    private FrameGeometry _geometry;
    private bool _isRefused;
    private LogLevel _fallbackLevel;

    public FrameDecoder(
        FFmpegSourceOptions options, string name, FFmpegApi api, TimeProvider timeProvider, ILogger logger, IFrameSink sink,
        MediaInput input, int stream, bool isLive, DateTimeOffset openedAt, DecoderSelection selection, string transport)
    {
        _name = name;
        _api = api;
        _logger = logger;
        _sink = sink;
        Stream = stream;
        IsLive = isLive;
        _decoder = selection.Decoder!;
        _picture = new PictureHandle(api);
        _converter = new PictureConverter(api);
        _undecodable = new FaultCounter(timeProvider, (count, error) => MediaLog.PacketsNotDecoded(logger, name, count, error));
        _unconvertible = new FaultCounter(timeProvider, (count, error) => MediaLog.PicturesNotConverted(logger, name, count, error));
        _stamper = new FrameStamper(options.Pacing, name, timeProvider, logger, input, stream, isLive, openedAt);
        _report = new SourceReport(api.CodecName(input.CodecId(stream)), transport, selection.Hardware, selection.FallbackReason, isLive ? null : input.Duration);
        _chosen = _report;
        _turn_deg = input.Turn_deg(stream);
        _fallbackLevel = options.HardwareDecoder == "auto" ? LogLevel.Information : LogLevel.Warning;
    }

    public int Stream { get; }

    public bool IsLive { get; }

    /// <summary>The hardware decoder in use, or "none".</summary>
    public string Hardware => _decoder.HardwareRefused ? DecoderSelection.None : _chosen.HardwareDecoder;

    /// <summary>How many pictures were decoded and handed over, or skipped because the sink had no buffer. Those that could not be converted do not count: of them nobody sees anything.</summary>
    public long Frames { get; private set; }

    /// <summary>Tells the sink what was opened. Apart from the constructor, as a sink may throw, and what holds native objects must be whole by then.</summary>
    public void Announce() => Report();

    public void Decode(PacketHandle packet, CancellationToken cancellationToken)
    {
        _stamper.Observe(packet);
        Send(packet, cancellationToken);
    }

    /// <summary>Hands over the pictures that the decoder still holds back.</summary>
    public void Drain(CancellationToken cancellationToken) => Send(null, cancellationToken);

    public void Dispose()
    {
        _undecodable.Flush();
        _unconvertible.Flush();
        _stamper.Dispose();
        _converter.Dispose();
        _picture.Dispose();
        _decoder.Dispose();
    }

    private void Send(PacketHandle? packet, CancellationToken cancellationToken)
    {
        var code = _decoder.Send(packet);
        if (code < 0)
        {
            // One bad packet is one bad packet: the next key frame mends the picture.
            _undecodable.Count(code, _api);
            return;
        }

        while ((code = _decoder.Receive(_picture)) >= 0)
        {
            try
            {
                HandOver(cancellationToken);
            }
            finally
            {
                _picture.Clear();
            }
        }

        if (code is not AvError.Again and not AvError.EndOfFile)
        {
            _undecodable.Count(code, _api);
        }
    }

    private void HandOver(CancellationToken cancellationToken)
    {
        NoteChanges();
        var timing = _stamper.Stamp(_picture, cancellationToken);
        var lease = _sink.Acquire(_geometry, timing, cancellationToken);
        if (lease is null)
        {
            Frames++;
            return;
        }

        int code;
        try
        {
            code = _converter.Convert(_picture, lease.Frame);
        }
        catch
        {
            _sink.Abandon(lease);
            throw;
        }

        if (code < 0)
        {
            _unconvertible.Count(code, _api);
            _sink.Abandon(lease);
            return;
        }

        Frames++;
        _sink.Deliver(lease);
    }

    private void NoteChanges()
    {
        var geometry = new FrameGeometry(_picture.Width, _picture.Height);
        if (geometry != _geometry)
        {
            _geometry = geometry;
            MediaLog.SizeChanged(_logger, _name, geometry.Width, geometry.Height);
            NotePresentation();
        }

        if (_decoder.HardwareRefused != _isRefused)
        {
            _isRefused = _decoder.HardwareRefused;
            _fallbackLevel = LogLevel.Warning;
            _report = _report with
            {
                FallbackReason = _isRefused ? $"{_chosen.HardwareDecoder}: the device cannot decode this stream" : _chosen.FallbackReason,
                HardwareDecoder = Hardware,
            };
            Report();
        }
    }

    /// <summary>Pictures are handed over as they were coded: where they are to be shown otherwise, people lie on their side or are too wide, and someone must be told.</summary>
    private void NotePresentation()
    {
        var notice = PictureNotice.Of(_turn_deg, _picture.PixelAspect);
        if (notice == _report.PictureNotice)
        {
            return;
        }

        _report = _report with { PictureNotice = notice };
        if (notice is not null)
        {
            MediaLog.PictureNotice(_logger, _name, notice);
        }

        _sink.Report(_report);
    }

    private void Report()
    {
        MediaLog.Connected(_logger, _name, _report.Codec, _report.Transport, _report.HardwareDecoder);
        if (_report.FallbackReason is { } reason)
        {
            MediaLog.SoftwareFallback(_logger, _fallbackLevel, _name, reason);
        }

        _sink.Report(_report);
    }
}
