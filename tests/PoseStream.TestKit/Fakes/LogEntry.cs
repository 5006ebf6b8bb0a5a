using Microsoft.Extensions.Logging;

namespace PoseStream.TestKit.Fakes;

/// <summary>One line that a logger was given.</summary>
public sealed record LogEntry(LogLevel Level, EventId Event, string Text, Exception? Exception)
{
    public override string ToString() => $"{Level} {Event.Id}: {Text}{(Exception is null ? "" : $" [{Exception}]")}";
}
