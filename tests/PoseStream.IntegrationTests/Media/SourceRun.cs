using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Media;

using Xunit;

namespace PoseStream.IntegrationTests.Media;

/// <summary>One run of a source into a recording sink; stopped at the end of the test, and no error line may be left in its log.</summary>
internal sealed class SourceRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<SourceEnd> _run;

    public SourceRun(FFmpegSourceOptions options, RecordingSink? sink = null, TimeProvider? time = null)
    {
        Sink = sink ?? new RecordingSink();
        var library = FFmpegLibrary.Load(null, Log, TimeProvider.System);
        var source = new FFmpegFrameSource(options, library, time ?? TimeProvider.System, Log);
        DisplayName = source.DisplayName;
        _run = source.RunAsync(Sink, _stop.Token);
    }

    public RecordingSink Sink { get; }

    public RecordingLogger Log { get; } = new();

    public string DisplayName { get; }

    public Task<SourceEnd> Ended => _run.WaitAsync(Patience);

    /// <summary>Waits for what frames and reports must show; fails at once, with what the source said, where it ends before that.</summary>
    public async Task Until(Func<RecordingSink, bool> condition)
    {
        var reached = Sink.Until(condition);
        await Task.WhenAny(reached, _run);
        if (!reached.IsCompleted && !condition(Sink))
        {
            // Nobody waits for it any more: what it says when its time is over is looked at all the same.
            _ = reached.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            Assert.Fail($"After {Sink.Count} frames the source ended: {await _run}. {string.Join(Environment.NewLine, Log.Lines)}");
        }

        await reached;
    }

    public Task CancelAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended;
        _stop.Dispose();
        Assert.Equal(0, Sink.RentedBuffers);
        Sink.Dispose();
        Assert.DoesNotContain(Log.Lines, line => line.Level >= LogLevel.Error);
    }
}
