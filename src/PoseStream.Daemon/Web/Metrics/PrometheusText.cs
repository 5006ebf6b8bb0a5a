using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PoseStream.Daemon.Web.Metrics;

/// <summary>
/// Writes one meter's instruments in Prometheus' text format 0.0.4. Observable counters and gauges of whole numbers, and histograms of seconds whose only tag is
/// the camera: what <see cref="ServiceMetrics"/> has. Thread-safe.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _observed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LatencyBuckets> _histograms = new(StringComparer.Ordinal);

    public PrometheusText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                lock (_lock)
                {
                    _instruments[NameOf(instrument)] = instrument;
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Observe(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Record(value, tags));
        _listener.Start();
    }

    public string Collect()
    {
        lock (_lock)
        {
            _observed.Clear();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var (name, instrument) in _instruments)
            {
                var type = instrument switch { ObservableCounter<long> => "counter", Histogram<double> => "histogram", _ => "gauge" };
                text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {type}\n");
                _observed.GetValueOrDefault(name)?.ForEach(line => text.Append(line).Append('\n'));
                if (instrument is Histogram<double>)
                {
                    WriteHistograms(text, name);
                }
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Dots are not allowed; a counter ends in "total" and a time in its unit.</summary>
    private static string NameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + instrument switch { ObservableCounter<long> => "_total", { Unit: "s" } => "_seconds", _ => "" };

    private static string Escape(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Within Collect, on its thread and under its lock.
    private void Observe(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = NameOf(instrument);
        var line = new StringBuilder(name).Append('{');
        foreach (var (key, tag) in tags)
        {
            line.Append(line[^1] == '{' ? "" : ",").Append(CultureInfo.InvariantCulture, $"{key}=\"{Escape(tag)}\"");
        }

        if (!_observed.TryGetValue(name, out var lines))
        {
            _observed.Add(name, lines = []);
        }

        lines.Add(line.Append(CultureInfo.InvariantCulture, $"}} {value}").ToString());
    }

    private void Record(double value_s, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var camera = (string)tags[0].Value!;
        lock (_lock)
        {
            if (!_histograms.TryGetValue(camera, out var buckets))
            {
                _histograms.Add(camera, buckets = new LatencyBuckets());
            }

            buckets.Add(value_s);
        }
    }

    private void WriteHistograms(StringBuilder text, string name)
    {
        foreach (var (camera, buckets) in _histograms.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var label = $"camera=\"{Escape(camera)}\"";
            for (var i = 0; i < LatencyBuckets.Bounds_s.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{label},le=\"{LatencyBuckets.Bounds_s[i]}\"}} {buckets.CountUpTo(i)}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{label},le=\"+Inf\"}} {buckets.Count}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{label}}} {buckets.Sum_s}\n{name}_count{{{label}}} {buckets.Count}\n");
        }
    }
}
