using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Brings FFmpeg's own lines, redacted and at most one a second of each severity, to a logger.</summary>
/// <param name="secrets">What must not be shown wherever it stands in a line, longest first: FFmpeg cuts addresses to pieces in which no credentials could be recognised.</param>
internal sealed class FFmpegLogRelay(ILogger logger, string source, TimeProvider timeProvider, IReadOnlyList<string> secrets) : INativeLogReader
{
    private readonly LogThrottle _errors = new(timeProvider);
    private readonly LogThrottle _warnings = new(timeProvider);
    private string? _lastErrorHeld;

    // FFmpeg's warnings are mostly about its own guesses, so they are worth nothing until someone looks for a fault.
    public int MaximumLevel => logger.IsEnabled(LogLevel.Debug) ? AvConstant.LogWarning : AvConstant.LogError;

    /// <summary>FFmpeg's last error, redacted: often the only place that tells why a call failed. Null = none yet.</summary>
    public string? LastError { get; private set; }

    public void Read(int level, string line)
    {
        if (level <= AvConstant.LogError)
        {
            LastError = Redact(line);
        }

        if (level > AvConstant.LogError)
        {
            if (_warnings.TryPass(out var warningsHeld))
            {
                MediaLog.NativeWarning(logger, source, Redact(line), warningsHeld);
            }
        }
        else if (_errors.TryPass(out var held))
        {
            MediaLog.NativeError(logger, source, Redact(line), held);
            _lastErrorHeld = null;
        }
        else
        {
            _lastErrorHeld = line;
        }
    }

    /// <summary>Tells the last error that was held back: before an end it is the one that explains it.</summary>
    public void Flush()
    {
        if (_lastErrorHeld is { } line)
        {
            MediaLog.NativeError(logger, source, Redact(line), _errors.TakeHeld() - 1);
            _lastErrorHeld = null;
        }
    }

    private string Redact(string line)
    {
        foreach (var secret in secrets)
        {
            line = line.Replace(secret, CredentialRedactor.Mask, StringComparison.Ordinal);
        }

        return CredentialRedactor.Redact(line);
    }
}
