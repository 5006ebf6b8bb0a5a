using System.Globalization;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>A line every few seconds, for pipes and files.</summary>
internal sealed class DemoLines(TextWriter output) : IDemoView
{
    private const double Interval_s = 5;

    private readonly HashSet<string> _told = [];
    private double _next_s = Interval_s;

    public void Show(DemoResult result)
    {
        foreach (var camera in result.Cameras.Where(camera => camera.Learnt is not null && _told.Add(camera.Name)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:F0} s: {camera.Name} learnt from its people: {camera.Learnt}"));
        }

        if (result.Seconds < _next_s)
        {
            return;
        }

        _next_s += Interval_s;
        var all = result.All;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Seconds:F0} s: {all.Flow.Published} frames published, {DemoText.Drops(all.Flow)} dropped, {all.PeopleNow} people, latency p50 p95 p99 {DemoText.Latency(all)} ms, recall {DemoText.Share(all.Recall)}, precision {DemoText.Share(all.Precision)}, MPJPE {DemoText.Millimetres(all.Mpjpe_m)} mm, MRPE {DemoText.Millimetres(all.Mrpe_m)} mm"));
    }

    public ValueTask DisposeAsync() => new(output.FlushAsync());
}
