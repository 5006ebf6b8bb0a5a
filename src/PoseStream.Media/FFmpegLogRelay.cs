using Microsoft.Extensions.Logging;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Brings FFmpeg's own lines, redacted and at most one a second of each severity, to a logger.</summary>
internal sealed class FFmpegLogRelay(ILogger logger, string source, TimeProvider timeProvider) : INativeLogReader
{
    private readonly LogThrottle _errors = new(timeProvider);
    private readonly LogThrottle _warnings = new(timeProvider);

    // FFmpeg's warnings are mostly about its own guesses, so they are worth nothing until someone looks for a fault.
    public int MaximumLevel => logger.IsEnabled(LogLevel.Debug) ? AvConstant.LogWarning : AvConstant.LogError;

    public void Read(int level, string line)
    {
        if (level <= AvConstant.LogError)
        {
            if (_errors.TryPass(out var held))
            {
                MediaLog.NativeError(logger, source, CredentialRedactor.Redact(line), held);
            }
        }
        else if (_warnings.TryPass(out var held))
        {
            MediaLog.NativeWarning(logger, source, CredentialRedactor.Redact(line), held);
        }
    }
}
