using Microsoft.Extensions.Logging;

namespace PoseStream.Media;

/// <summary>The log of a recording that is read again: what it says of itself was said the first time, so that all but errors is for debugging.</summary>
internal sealed class RepetitionLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(Lowered(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var lowered = Lowered(logLevel);
        inner.Log(lowered, eventId, state, exception, formatter);
    }

    private static LogLevel Lowered(LogLevel level) => level is LogLevel.Information or LogLevel.Warning ? LogLevel.Debug : level;
}
