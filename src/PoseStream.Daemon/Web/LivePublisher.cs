using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Grpc.Subscriptions;

namespace PoseStream.Daemon.Web;

/// <summary>
/// Gives frames to open pages, written once for all of them, and remembers how old each was. Where no page is open nothing is written and nothing allocated.
/// </summary>
/// <param name="cameras">All that will ever publish.</param>
internal sealed class LivePublisher(IEnumerable<CameraId> cameras) : IPosePublisher, IDisposable
{
    private readonly Dictionary<CameraId, LatencyWindow> _latencies = cameras.ToDictionary(camera => camera, _ => new LatencyWindow());

    /// <summary>Complete server-sent events.</summary>
    public FanOut<ReadOnlyMemory<byte>> Viewers { get; } = new();

    public LatencyWindow LatencyOf(CameraId camera) => _latencies[camera];

    public void Publish(PoseFrame frame)
    {
        var latency_ms = Math.Max(0, (frame.PublishTime - frame.Stamp.Timing.CaptureTime).TotalMilliseconds);
        _latencies[frame.Stamp.Camera].Add(latency_ms);
        if (Viewers.SubscriberCount > 0)
        {
            Tell(frame, latency_ms);
        }
    }

    public void Dispose() => Viewers.Dispose();

    // Apart, so that what the lambda captures is allocated here alone.
    private void Tell(PoseFrame frame, double latency_ms) =>
        Viewers.Publish(ServerSentEvent.Of("frame", json => FrameJson.Write(json, frame, latency_ms)));
}
