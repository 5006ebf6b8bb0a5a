using PoseStream.Pipeline.Supervision;
using Spectre.Console;

namespace PoseStream.Daemon.Inferring;

/// <summary>A progress bar on standard error while a recording is read; nothing where that is not a terminal.</summary>
internal sealed class InferProgress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _done = new();
    private readonly Task _drawing;

    private InferProgress(CameraMonitor monitor, InferSummary summary, TimeProvider time)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _drawing = console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected
            ? console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => DrawAsync(context, monitor, summary, time))
            : Task.CompletedTask;
    }

    public static InferProgress Start(CameraMonitor monitor, InferSummary summary, TimeProvider time) => new(monitor, summary, time);

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _done.Dispose();
    }

    private async Task DrawAsync(ProgressContext context, CameraMonitor monitor, InferSummary summary, TimeProvider time)
    {
        var bar = context.AddTask("opening");
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token).ConfigureAwait(false))
            {
                var status = monitor.Snapshot();
                bar.Description = $"{status.Flow.Published} frames, {status.PublishedPerSecond:F0}/s";
                bar.IsIndeterminate = status.Report?.Duration is null;
                if (status.Report?.Duration is { Ticks: > 0 } duration)
                {
                    bar.Value = Math.Min(100, 100 * (summary.Position / duration));
                }
            }
        }
        catch (OperationCanceledException)
        {
            bar.Value = 100;
        }
    }
}
