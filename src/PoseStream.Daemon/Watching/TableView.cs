using System.Collections.Concurrent;
using System.Globalization;
using PoseStream.V1;
using Spectre.Console;

namespace PoseStream.Daemon.Watching;

/// <summary>A live table: for each stream its last frame and who is in it, and beneath which lenses are not measured. Redrawn a few times a second, however fast frames come.</summary>
internal sealed class TableView : IWatchView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // So long without a frame, a table that goes on showing the last would hide that.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (StreamPosesResponse Response, long Came)> _last = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _drawing;

    public TableView(TimeProvider time)
    {
        _time = time;
        _drawing = AnsiConsole.Live(Draw()).StartAsync(DrawAsync);
    }

    public bool Show(StreamPosesResponse response)
    {
        _last[response.Frame.StreamId] = (response, _time.GetTimestamp());
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _done.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        using var timer = new PeriodicTimer(Interval, _time);
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

    private Rows Draw()
    {
        var table = new Table().Border(TableBorder.Minimal)
            .AddColumns("stream", "frame", "processing", "person", "state", "x y z, m", "stature", "joints");
        List<Text> lenses = [];
        foreach (var (name, (response, came)) in _last.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var frame = response.Frame;
            var silent = _time.GetElapsedTime(came);
            string[] stream =
            [
                name,
                $"{frame.StreamEpoch}:{frame.Sequence}",
                silent > Silence
                    ? string.Create(CultureInfo.InvariantCulture, $"no frame for {silent.TotalSeconds:F0} s")
                    : string.Create(CultureInfo.InvariantCulture, $"{frame.Timings.TotalMs:F0} ms"),
            ];
            string[] more = ["", "", ""];
            if (LensText.Of(frame) is { } lens)
            {
                lenses.Add(new Text($"{name}: {lens}"));
            }

            if (frame.People.Count == 0)
            {
                Add(table, [.. stream, "nobody", "", "", "", ""]);
            }

            foreach (var (index, person) in frame.People.Index())
            {
                Add(table, [.. index == 0 ? stream : more, .. Row(person)]);
            }
        }

        // Beneath, and not as a caption: that breaks lines where the table is narrow.
        return new Rows([table, .. lenses]);
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
