using System.Globalization;
using System.Net;
using PoseStream.Daemon.Configuration;
using Spectre.Console;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>Words and tables of a demo.</summary>
internal static class DemoText
{
    // What the whole table needs, and half of it; in less, the columns that say least are left out instead of every word being cut.
    private const int WholeWidth = 106;
    private const int HalfWidth = 80;

    // From here on a newcomer should be told that it is not the service that is slow.
    private const double ManyDropped = 0.05;

    /// <param name="wanted">Where it was to listen.</param>
    public static async Task WriteAddressesAsync(TextWriter output, DemoCameras cameras, ServicePlan plan, ServicePlan wanted, DemoService service)
    {
        await output.WriteLineAsync($"networks  {string.Join(", ", plan.ServicePreset.Stages.Select(stage => stage.Model))}").ConfigureAwait(false);
        foreach (var camera in cameras.All)
        {
            await output.WriteLineAsync($"camera    {camera.Url}").ConfigureAwait(false);
        }

        await output.WriteLineAsync($"web       http://{service.Web}  open it in a browser{Taken(wanted.Web.Listen, service.Web)}").ConfigureAwait(false);
        await output.WriteLineAsync($"gRPC      http://{service.Grpc}{Taken(wanted.Grpc.Listen, service.Grpc)}").ConfigureAwait(false);
        await output.WriteLineAsync(plan.Mqtt.Enabled
            ? $"MQTT      {plan.Mqtt.Host}:{plan.Mqtt.Port}, topics posestream/v1/{plan.Node}/#"
            : "MQTT      off: needs a broker; name it in --config FILE").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>What the table does not say.</summary>
    public static async Task WriteSummaryAsync(TextWriter output, DemoResult result)
    {
        var flow = result.All.Flow;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {result.Seconds:F1} s: {flow.Decoded} frames decoded = {flow.Published} published + {flow.Dropped} dropped + {flow.InFlight} in flight{(result.WasConserved ? "" : "  WRONG: a frame vanished or appeared from nowhere")}
            {result.Poses} poses, {1000 * result.CpuSecondsPerFrame:F1} ms of CPU a frame, simulated cameras and this measurement included{(result.Poses > 0 ? "" : "  NO POSE WAS PUBLISHED")}
            """)).ConfigureAwait(false);
        if (flow.Dropped > ManyDropped * flow.Decoded)
        {
            var fewer = result.Cameras.Count > 1 ? $", or too many cameras for it (--cameras {result.Cameras.Count - 1})" : "";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"this machine had no time for {100.0 * flow.Dropped / flow.Decoded:F0} % of the frames: other programs are busy{fewer}")).ConfigureAwait(false);
        }

        if (result.Missed > 0)
        {
            await output.WriteLineAsync($"{result.Missed} frames were published and not read in time by this program").ConfigureAwait(false);
        }

        if (result.Unplaced > 0)
        {
            await output.WriteLineAsync($"{result.Unplaced} frames have a capture time at which the camera showed nothing, and were not compared").ConfigureAwait(false);
        }
    }

    /// <summary>A row a camera, and one for all where there are several; below, why frames were dropped.</summary>
    /// <param name="width">Of the terminal, characters.</param>
    public static Rows TableOf(DemoResult result, int width)
    {
        (string Name, Func<Figures, string> Of, int Width)[] columns =
        [
            ("camera", figures => figures.Name, 0),
            ("frames", figures => Whole(figures.Flow.Published), 0),
            ("dropped", figures => Whole(figures.Flow.Dropped), HalfWidth),
            ("people", figures => Whole(figures.PeopleNow), WholeWidth),
            ("recall", figures => Share(figures.Recall), 0),
            ("precision", figures => Share(figures.Precision), 0),
            ("MPJPE\nmm", figures => Millimetres(figures.Mpjpe_m), 0),
            ("PA-MPJPE\nmm", figures => Millimetres(figures.PaMpjpe_m), WholeWidth),
            ("MRPE\nmm", figures => Millimetres(figures.Mrpe_m), HalfWidth),
            ("id\nswitches", figures => Whole(figures.IdSwitches), WholeWidth),
            ("latency ms\np50 p95 p99", Latency, 0),
        ];
        var shown = columns.Where(column => width >= column.Width).ToArray();
        var table = new Table().Border(TableBorder.Horizontal);
        foreach (var column in shown)
        {
            table.AddColumn(new TableColumn(column.Name).NoWrap().Padding(0, 0, 1, 0));
        }

        foreach (var figures in result.Cameras.Count > 1 ? [.. result.Cameras, result.All] : result.Cameras)
        {
            table.AddRow([.. shown.Select(column => Markup.Escape(column.Of(figures)))]);
        }

        return new Rows([table, new Text($"dropped: {Drops(result.All.Flow)}"), .. result.Cameras.Where(camera => camera.Learnt is not null).Select(camera => new Text($"{camera.Name} learnt from its people: {camera.Learnt}"))]);
    }

    /// <summary>How many, and why: "12 (10 no_buffer, 2 superseded)".</summary>
    public static string Drops(StreamFlow flow) => flow.Drops.Count == 0
        ? "0"
        : $"{Whole(flow.Dropped)} ({string.Join(", ", flow.Drops.OrderByDescending(drop => drop.Value).Select(drop => $"{Whole(drop.Value)} {drop.Key}"))})";

    public static string Latency(Figures figures) => $"{Rounded(figures.P50_ms)} {Rounded(figures.P95_ms)} {Rounded(figures.P99_ms)}";

    public static string Millimetres(double value_m) => Rounded(1000 * value_m);

    public static string Share(double value) => double.IsNaN(value) ? "-" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Taken(IPEndPoint wanted, IPEndPoint got) =>
        wanted.Port != 0 && got.Port != wanted.Port ? $"  (port {wanted.Port} is in use by another program)" : "";

    private static string Rounded(double value) => double.IsNaN(value) ? "-" : value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
