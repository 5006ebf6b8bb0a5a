using System.Diagnostics.Metrics;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Web.Metrics;

/// <summary>
/// The service's instruments, under the meter "PoseStream": any .NET tool can listen to them, and <see cref="Text"/> gives them to Prometheus.
/// A frame costs one measurement and no allocation.
/// </summary>
internal sealed class ServiceMetrics : IPosePublisher, IDisposable
{
    public const string MeterName = "PoseStream";

    private readonly Meter _meter = new(MeterName);
    private readonly PrometheusText _text;
    private readonly Histogram<double> _latency;
    private readonly Lock _scraping = new();
    private CameraFleet? _cameras;
    private IReadOnlyList<CameraStatus>? _scraped;

    public ServiceMetrics()
    {
        _text = new PrometheusText(_meter);
        _latency = _meter.CreateHistogram<double>("posestream.latency", "s", "Age of a frame when it is published, since its capture time.");
        _meter.CreateObservableCounter("posestream.frames.decoded", () => PerCamera(status => status.Flow.Decoded), null, "Frames decoded; published, dropped and in flight add up to it.");
        _meter.CreateObservableCounter("posestream.frames.published", () => PerCamera(status => status.Flow.Published), null, "Frames published.");
        _meter.CreateObservableCounter("posestream.frames.dropped", Dropped, null, "Frames that were decoded and not published, by reason.");
        _meter.CreateObservableGauge("posestream.frames.in_flight", () => PerCamera(status => status.Flow.InFlight), null, "Frames on their way through the pipeline.");
        _meter.CreateObservableGauge("posestream.camera.streaming", () => PerCamera(status => status.State is CameraState.Streaming ? 1 : 0), null, "1 while frames come and are kept, else 0.");
        _meter.CreateObservableCounter("posestream.camera.epochs", () => PerCamera(status => (long)status.Epoch.Value), null, "Connections and jumps of the stream's clock.");
        _meter.CreateObservableGauge("posestream.camera.ground_known", () => PerCamera(status => status.Model?.Ground is null ? 0 : 1), null, "1 while distances rest on where the camera hangs over the ground, else 0.");
        _meter.CreateObservableGauge("posestream.camera.focal_error", FocalErrors, null, "Standard error of the focal length's logarithm: distances are wrong by as much. 0 for a calibrated lens.");
    }

    /// <summary>Before the first scrape.</summary>
    public void Observe(CameraFleet cameras) => _cameras = cameras;

    public void Publish(PoseFrame frame)
    {
        var latency = frame.PublishTime - frame.Stamp.Timing.CaptureTime;
        _latency.Record(Math.Max(0, latency.TotalSeconds), new KeyValuePair<string, object?>("camera", frame.Stamp.Camera.Value));
    }

    /// <summary>In Prometheus' text format; all of a camera's counts of one moment, so that they add up.</summary>
    public string Text()
    {
        lock (_scraping)
        {
            _scraped = _cameras?.Statuses();
            try
            {
                return _text.Collect();
            }
            finally
            {
                _scraped = null;
            }
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    private static Measurement<long> Of(long value, CameraStatus status, params ReadOnlySpan<KeyValuePair<string, object?>> more) =>
        new(value, [new("camera", status.Camera.Value), .. more]);

    private IEnumerable<Measurement<long>> PerCamera(Func<CameraStatus, long> value) => Statuses().Select(status => Of(value(status), status));

    private IEnumerable<Measurement<double>> FocalErrors() =>
        from status in Statuses()
        let model = status.Model
        where model is not null
        select new Measurement<double>(model.FocalSigma, new KeyValuePair<string, object?>("camera", status.Camera.Value));

    private IEnumerable<Measurement<long>> Dropped() =>
        from status in Statuses()
        from reason in Enum.GetValues<DropReason>()
        select Of(status.Flow.Drops[(int)reason], status, new KeyValuePair<string, object?>("reason", StreamStatusMapper.NameOf(reason)));

    private IReadOnlyList<CameraStatus> Statuses() => _scraped ?? _cameras?.Statuses() ?? [];
}
