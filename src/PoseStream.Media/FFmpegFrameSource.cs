using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>
/// A camera, file or device decoded by FFmpeg. Each <see cref="RunAsync"/> is one connection on a thread of its own; runs must not overlap.
/// Times: <see cref="Core.Time.MediaTime"/> counts from the first frame, and again from zero at each jump of the stream's clock (backwards by more than 100 ms,
/// forwards by more than 10 s, of a live source beyond the time that passed) and where this machine's clock is set back, which <see cref="Core.Time.FrameTiming.StartsEpoch"/> tells.
/// A run ends at once when cancelled, save while the system resolves a host name: that cannot be interrupted.
/// Capture times come from RTCP sender reports when there are any, before that from arrival; those of a file count from when it was opened.
/// </summary>
public sealed class FFmpegFrameSource : IFrameSource
{
    private readonly FFmpegSourceOptions _options;
    private readonly FFmpegLibrary _library;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly DecoderPreference _decoders;
    private readonly RepetitionLogger _repetitionLogger;
    private bool _readToEnd;

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public FFmpegFrameSource(FFmpegSourceOptions options, FFmpegLibrary library, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(library);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Url);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ConnectTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.DecodeTimeout, TimeSpan.Zero);
        _options = options;
        _library = library;
        _timeProvider = timeProvider;
        _logger = logger;
        _repetitionLogger = new RepetitionLogger(logger);
        _decoders = new DecoderPreference(options.HardwareDecoder);
        DisplayName = CredentialRedactor.RedactAddress(options.Url);
    }

    public string DisplayName { get; }

    /// <inheritdoc/>
    /// <remarks>Only an exception of <paramref name="sink"/> itself faults the task.</remarks>
    public Task<SourceEnd> RunAsync(IFrameSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var ended = new TaskCompletionSource<SourceEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(sink, ended, cancellationToken))
        {
            IsBackground = true,
            Name = "FFmpeg source",
        };
        thread.Start();
        return ended.Task;
    }

    private void Run(IFrameSink sink, TaskCompletionSource<SourceEnd> ended, CancellationToken cancellationToken)
    {
        try
        {
            // The task ends after the connection is closed: who starts the next run finds the camera free.
            ended.SetResult(Connect(sink, cancellationToken));
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to who awaits the run; on this thread it would end the process.
            ended.SetException(e);
        }
    }

    private SourceEnd Connect(IFrameSink sink, CancellationToken cancellationToken)
    {
        try
        {
            ILogger logger = _readToEnd ? _repetitionLogger : _logger;
            using var connection = new FFmpegConnection(_options, _decoders, DisplayName, _library.Api, _timeProvider, logger, sink, cancellationToken);
            var end = connection.Run();
            _readToEnd = end.Reason == EndReason.EndOfFile;
            _decoders.ConnectionEnded(end.Reason, connection.Hardware, connection.Pictures);
            return end;
        }
        finally
        {
            // A short recording that is looped ends many times a second.
            if (!_readToEnd)
            {
                NativeHeap.Trim();
            }
        }
    }
}
