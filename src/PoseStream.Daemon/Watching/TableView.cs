using System.Collections.Concurrent;
using System.Globalization;
using PoseStream.V1;
using Spectre.Console;

namespace PoseStream.Daemon.Watching;

/// <summary>A live table: for each stream its last frame and who is in it. Redrawn a few times a second, however fast frames come.</summary>
internal sealed class TableView : IWatchView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, StreamPosesResponse> _last = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _done = new();
    private readonly Task _drawing;

    public TableView(TimeProvider time) =>
        _drawing = AnsiConsole.Live(Draw()).StartAsync(context => DrawAsync(context, time));

    public bool Show(StreamPosesResponse response)
    {
        _last[response.Frame.StreamId] = response;
        return true;
    }

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
                context.UpdateTarget(Draw());
            }
        }
        catch (OperationCanceledException)
        {
            context.UpdateTarget(Draw());
        }
    }

    private Table Draw()
    {
        var table = new Table().Border(TableBorder.Minimal)
            .AddColumns("stream", "frame", "age", "person", "state", "x y z, m", "stature", "joints");
        foreach (var (name, response) in _last.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var frame = response.Frame;
            string[] stream =
            [
                name,
                $"{frame.StreamEpoch}:{frame.Sequence}",
                string.Create(CultureInfo.InvariantCulture, $"{frame.Timings.TotalMs:F0} ms"),
            ];
            string[] more = ["", "", ""];
            if (frame.People.Count == 0)
            {
                Add(table, [.. stream, "nobody", "", "", "", ""]);
            }

            foreach (var (index, person) in frame.People.Index())
            {
                Add(table, [.. index == 0 ? stream : more, .. Row(person)]);
            }
        }

        return table;
    }

    private static string[] Row(Person person) =>
    [
        PersonText.Id(person),
        PersonText.State(person),
        PersonText.Position(person),
        PersonText.Height(person),
        person.Joints.Count.ToString(CultureInfo.InvariantCulture),
    ];

    private static void Add(Table table, string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
