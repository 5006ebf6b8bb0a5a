using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PoseStream.Daemon.Hosting;

/// <summary>Logs go to standard error, one line each, so that standard output stays a command's own; under systemd with its priorities instead of times.</summary>
public static class Logs
{
    private static readonly bool ToJournal = JournalStream.IsStandardError();

    public static ILoggerFactory Create(LogLevel level) => LoggerFactory.Create(builder => Configure(builder, level));

    public static void Configure(ILoggingBuilder builder, LogLevel level)
    {
        builder.ClearProviders().SetMinimumLevel(level).AddFilter("Microsoft", LogLevel.Warning)
            // A host that cannot start throws, and that is told in one line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (ToJournal)
        {
            builder.AddSystemdConsole();
        }
        else
        {
            builder.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss.fff ";
                options.ColorBehavior = LoggerColorBehavior.Default;
            });
        }

        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
