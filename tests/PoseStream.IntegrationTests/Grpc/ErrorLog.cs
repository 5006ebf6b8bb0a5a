using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>Keeps what a server logs at warning and above: a test fails on what it did not expect.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    // Kestrel's "heartbeat has been running for": it tells of a busy machine and of nothing else.
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    private const int HeartbeatSlow = 22;

    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(Entries, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<(LogLevel, int, string)> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !(eventId.Id == HeartbeatSlow && category.StartsWith(Kestrel, StringComparison.Ordinal)))
            {
                entries.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));
            }
        }
    }
}
