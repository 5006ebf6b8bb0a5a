using PoseStream.V1;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>Collects what comes over gRPC, compares it with the truth, and gives the figures at any moment. Thread-safe.</summary>
internal sealed class Scoreboard(DemoCameras cameras, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CameraScore> _scores = cameras.All.ToDictionary(camera => camera.Name, _ => new CameraScore(), StringComparer.Ordinal);
    private readonly Dictionary<string, StreamFlow> _flows = cameras.All.ToDictionary(camera => camera.Name, _ => StreamFlow.None, StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _learnt = new(StringComparer.Ordinal);
    private readonly Accuracy _accuracy = new();
    private readonly LatencyHistogram _latency = new();
    private readonly long _started = time.GetTimestamp();
    private readonly TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;
    private long _frames;
    private long _poses;
    private long _missed;
    private long _unplaced;
    private bool _wasConserved = true;

    /// <summary>Every frame that the service says it published has come, or is known to be missed.</summary>
    public bool HasAll
    {
        get
        {
            lock (_lock)
            {
                return StreamFlow.Sum(_flows.Values) is { InFlight: 0 } flow && _frames + _missed >= flow.Published;
            }
        }
    }

    /// <summary>One frame, as a subscriber gets it.</summary>
    public void Add(StreamPosesResponse response)
    {
        var frame = response.Frame;
        var captured = frame.CaptureTime.ToDateTimeOffset();
        var latency = frame.PublishTime.ToDateTimeOffset() - captured;
        var camera = cameras.Named(frame.StreamId);
        var truth = camera.TruthAt(captured);
        var found = FoundPerson.In(frame);
        lock (_lock)
        {
            _frames++;
            _missed += (long)response.Missed;
            _poses += frame.People.Count(person => person.Joints.Count > 0);
            _unplaced += truth is null ? 1 : 0;
            _latency.Add(latency);
            _scores[frame.StreamId].Add(frame.StreamEpoch, latency, found, truth, TruthBefore);
            if (truth is not null)
            {
                _accuracy.Add(truth, found, TruthBefore);
            }
        }

        FrameTruth? TruthBefore(TimeSpan delay) => camera.TruthAt(captured - delay);
    }

    /// <summary>Where frames went, as the service tells it.</summary>
    public void Add(ListStreamsResponse response)
    {
        lock (_lock)
        {
            foreach (var status in response.Streams)
            {
                var flow = StreamFlow.Of(status);
                _flows[status.StreamId] = flow;
                _learnt[status.StreamId] = LearntText.Of(status);
                _wasConserved &= flow.IsConserved;
            }
        }
    }

    public DemoResult Read()
    {
        lock (_lock)
        {
            Figures[] each = [.. cameras.All.Select(camera => Of(camera.Name, _scores[camera.Name]))];
            var all = Figures.Of(
                "all", StreamFlow.Sum(_flows.Values), each.Sum(camera => camera.PeopleNow), each.Sum(camera => camera.IdSwitches), _accuracy, _latency);
            return new DemoResult(
                all, each, time.GetElapsedTime(_started).TotalSeconds, _poses, _missed, _unplaced, _wasConserved,
                (Environment.CpuUsage.TotalTime - _cpuBefore).TotalSeconds);
        }
    }

    private Figures Of(string name, CameraScore score) =>
        Figures.Of(name, _flows[name], score.PeopleNow, score.IdSwitches, score.Accuracy, score.Latency) with { Learnt = _learnt.GetValueOrDefault(name) };
}
