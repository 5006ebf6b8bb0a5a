using Spectre.Console;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>A live table, gone at the end: the summary says the same once more.</summary>
internal sealed class DemoTable : IDemoView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _done = new();
    private readonly Task _drawing;
    private DemoResult? _last;

    public DemoTable(TimeProvider time) =>
        _drawing = AnsiConsole.Live(new Text("waiting for the first frames")).AutoClear(true).StartAsync(context => DrawAsync(context, time));

    public void Show(DemoResult result) => Volatile.Write(ref _last, result);

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _done.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext context, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token).ConfigureAwait(false))
            {
                if (Volatile.Read(ref _last) is { } result)
                {
                    context.UpdateTarget(DemoText.TableOf(result, AnsiConsole.Profile.Width));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The summary follows.
        }
    }
}
