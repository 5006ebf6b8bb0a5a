using System.Globalization;
using Spectre.Console;

namespace PoseStream.Daemon.Clips;

/// <summary>A progress bar on standard error while clips are rendered; a line before and after where that is no terminal.</summary>
internal sealed class RenderProgress : IProgress<int>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _done = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly int _total;
    private readonly Task? _drawing;
    private int _finished;

    private RenderProgress(IReadOnlyList<string> names, int total, string folder, TimeProvider time)
    {
        (_total, _time, _started) = (total, time, time.GetTimestamp());
        Console.Error.WriteLine($"rendering {string.Join(", ", names)}: once, then kept in {folder}");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected)
        {
            _drawing = console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(DrawAsync);
        }
    }

    public static RenderProgress Start(IReadOnlyList<string> names, int total, string folder, TimeProvider time) => new(names, total, folder, time);

    /// <summary>One picture more, of whichever clip.</summary>
    public void Report(int value) => Interlocked.Increment(ref _finished);

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await (_drawing ?? Task.CompletedTask).ConfigureAwait(false);
        _done.Dispose();
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{_finished} of {_total} pictures rendered in {_time.GetElapsedTime(_started).TotalSeconds:F1} s")).ConfigureAwait(false);
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var bar = context.AddTask("pictures", maxValue: _total);
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token).ConfigureAwait(false))
            {
                bar.Value = Volatile.Read(ref _finished);
            }
        }
        catch (OperationCanceledException)
        {
            bar.Value = Volatile.Read(ref _finished);
        }
    }
}
