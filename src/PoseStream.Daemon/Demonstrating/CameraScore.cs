using PoseStream.Core.Metrics.Tracks;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>What one camera's frames were like. Not thread-safe.</summary>
internal sealed class CameraScore
{
    private readonly ClearMotMeter _tracks = new(Accuracy.MinimumOverlap);
    private ulong? _epoch;

    public Accuracy Accuracy { get; } = new();

    /// <summary>From capture to publication.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>In the last frame.</summary>
    public int PeopleNow { get; private set; }

    public long IdSwitches => _tracks.Switches;

    /// <param name="truth">Null for a frame whose capture time fits no picture, which cannot be compared.</param>
    /// <param name="truthBefore">See <see cref="Accuracy.Add"/>.</param>
    public void Add(ulong epoch, TimeSpan latency, FoundPerson[] found, FrameTruth? truth, Func<TimeSpan, FrameTruth?>? truthBefore = null)
    {
        PeopleNow = found.Length;
        Latency.Add(latency);
        if (truth is not null)
        {
            Accuracy.Add(truth, found, truthBefore);
            Follow(epoch, truth, found);
        }
    }

    private void Follow(ulong epoch, FrameTruth truth, FoundPerson[] found)
    {
        if (_epoch != epoch)
        {
            // Tracks end where the stream breaks off.
            _tracks.StartSequence();
            _epoch = epoch;
        }

        _tracks.AddFrame(truth.Tracked, [.. found.Select(person => person.Track)], truth.Ignored);
    }
}
