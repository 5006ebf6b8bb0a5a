using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PoseStream.TestKit.Fakes;

/// <summary>Keeps what is logged, so that a test can require silence.</summary>
public sealed class LogCollector : ILogger
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    /// <summary>An event id at which the logger itself breaks: the way to a fault where everything else is caught.</summary>
    public int? BreakAt { get; init; }

    /// <summary>The least that is kept. Default: information.</summary>
    public LogLevel Minimum { get; init; } = LogLevel.Information;

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    public IReadOnlyList<LogEntry> Errors => [.. _entries.Where(static entry => entry.Level >= LogLevel.Error)];

    /// <summary>The same collector as the logger of a category.</summary>
    public ILogger<T> For<T>() => new Category<T>(this);

    /// <summary>Fails if anything was logged as an error, but for the event ids that the test provoked.</summary>
    public void AssertNoErrors(params int[] provoked) =>
        Assert.Empty(Errors.Where(entry => !provoked.Contains(entry.Event.Id)).Select(static entry => entry.ToString()));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Minimum;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _entries.Enqueue(new LogEntry(logLevel, eventId, formatter(state, exception), exception));
        if (eventId.Id == BreakAt)
        {
            throw new IOException("the log is broken");
        }
    }

    private sealed class Category<T>(LogCollector owner) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => owner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Log(logLevel, eventId, state, exception, formatter);
    }
}
