using Microsoft.Extensions.Logging;
using PoseStream.Media;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class RepetitionLoggerTests
{
    [Fact]
    public void Log_AnyLevel_IsForDebuggingUnlessAnError()
    {
        var log = new LogCollector { Minimum = LogLevel.Trace };
        var repetition = new RepetitionLogger(log);

        foreach (var level in new[] { LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error })
        {
            repetition.Log(level, default, "said", null, static (text, _) => text);
        }

        Assert.Equal([LogLevel.Trace, LogLevel.Debug, LogLevel.Debug, LogLevel.Debug, LogLevel.Error], log.Entries.Select(static entry => entry.Level));
    }

    [Fact]
    public void IsEnabled_DebugLeftOut_LeavesInformationOut()
    {
        var repetition = new RepetitionLogger(new LogCollector());

        Assert.False(repetition.IsEnabled(LogLevel.Information));
        Assert.True(repetition.IsEnabled(LogLevel.Error));
    }
}
