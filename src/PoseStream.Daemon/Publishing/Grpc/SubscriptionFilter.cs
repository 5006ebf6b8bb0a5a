using PoseStream.Core.Frames;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>Which frames one subscriber asked for: some streams, and at most so many a second of each.</summary>
/// <param name="streams">Empty for all.</param>
/// <param name="maxRate_Hz">0 for no limit.</param>
public sealed class SubscriptionFilter(IReadOnlySet<string> streams, double maxRate_Hz, TimeProvider time)
{
    // A camera's frames come with jitter; one that comes this share of the interval early is still in time.
    private const double EarlyShare = 0.1;

    private readonly Dictionary<CameraId, long> _due = [];
    private readonly long _interval = maxRate_Hz > 0 ? (long)(time.TimestampFrequency / maxRate_Hz) : 0;

    /// <summary>Whether to send it; remembers that it was sent.</summary>
    public bool Wants(SharedPoseFrame frame)
    {
        if (streams.Count > 0 && !streams.Contains(frame.Camera.Value))
        {
            return false;
        }

        if (_interval == 0)
        {
            return true;
        }

        var now = frame.ArrivalTimestamp;
        var due = _due.GetValueOrDefault(frame.Camera, now);
        if (now < due - (long)(_interval * EarlyShare))
        {
            return false;
        }

        // From the due time, not from now, so that the mean rate is the one asked for; after a pause, from now, so that nothing is caught up.
        var next = due + _interval;
        _due[frame.Camera] = next >= now ? next : now + _interval;
        return true;
    }
}
