using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Pipeline.Supervision;

/// <summary>Gathers a camera's status from those who know, and tells when its state changes. Thread-safe.</summary>
/// <param name="learned">Null where nothing is learnt of the camera.</param>
public sealed class CameraMonitor(CameraId camera, string source, FlowLedger ledger, TimeProvider time, ILearnedCalibration? learned = null)
{
    private readonly Lock _lock = new();
    private readonly Lock _telling = new();
    private readonly RateMeter _rate = new(time);
    private CameraState _state = CameraState.Connecting;
    private string _message = "";
    private DateTimeOffset _since = time.GetUtcNow();
    private DateTimeOffset? _nextTry;
    private StreamEpoch _epoch;
    private SourceReport? _report;
    private FrameGeometry? _geometry;
    private CameraModel? _model;
    private string? _loss;

    public CameraId Camera => camera;

    // Whether the state is that of a camera whose frames come, kept or lost; else it is the connection's.
    private bool ShowsFrames => _state is CameraState.Streaming || (_state is CameraState.Failed && _message == _loss);

    /// <summary>After each change of state, of the next try or of what is known of the camera; one call at a time, the latest status last. Must not throw.</summary>
    public event Action<CameraStatus>? Changed;

    public CameraStatus Snapshot()
    {
        lock (_lock)
        {
            // A status that is kept says this for as long as the camera is away; the rate of its last second would be told all that time.
            var rate = _state is CameraState.Streaming ? _rate.PerSecond : 0;
            return new CameraStatus(
                camera, _state, _message, _since, _epoch, source, _report, _geometry, _model, learned?.Missing, ledger.Snapshot(), rate, _nextTry);
        }
    }

    public void FrameDecoded(StreamEpoch epoch, FrameGeometry geometry)
    {
        lock (_lock)
        {
            _epoch = epoch;
            _geometry = geometry;
            if (ShowsFrames)
            {
                return;
            }

            ShowFrames();
        }

        Tell();
    }

    /// <summary>Frames come, and every one is lost: the state is <see cref="CameraState.Failed"/> until one is kept, whatever the source brings.</summary>
    public void LosesFrames(string message) => SetLoss(message);

    /// <summary>A frame was kept.</summary>
    public void KeepsFrames() => SetLoss(null);

    /// <summary>The wait for the next try is over. The state stays what it was until the try has an outcome.</summary>
    public void Trying()
    {
        lock (_lock)
        {
            if (_nextTry is null)
            {
                return;
            }

            _nextTry = null;
        }

        Tell();
    }

    public void FramePublished(CameraModel model)
    {
        lock (_lock)
        {
            _rate.Count();
            if (ReferenceEquals(_model, model))
            {
                return;
            }

            _model = model;
        }

        Tell();
    }

    public void Connected(in SourceReport report)
    {
        lock (_lock)
        {
            _report = report;
        }
    }

    public void Enter(CameraState state, string message, DateTimeOffset? nextTry)
    {
        lock (_lock)
        {
            Set(state, message, nextTry);
        }

        Tell();
    }

    private void SetLoss(string? message)
    {
        lock (_lock)
        {
            if (_loss == message)
            {
                return;
            }

            var shown = ShowsFrames;
            _loss = message;
            if (!shown)
            {
                return;
            }

            ShowFrames();
        }

        Tell();
    }

    // Under the lock: whoever decides by the state must be the one who changes it.
    private void ShowFrames() => Set(_loss is null ? CameraState.Streaming : CameraState.Failed, _loss ?? "", null);

    private void Set(CameraState state, string message, DateTimeOffset? nextTry)
    {
        if (_state != state)
        {
            _since = time.GetUtcNow();
        }

        (_state, _message, _nextTry) = (state, message, nextTry);
    }

    private void Tell()
    {
        // Two threads that each took a snapshot could else tell them in the wrong order, and the older one would stay.
        lock (_telling)
        {
            Changed?.Invoke(Snapshot());
        }
    }
}
