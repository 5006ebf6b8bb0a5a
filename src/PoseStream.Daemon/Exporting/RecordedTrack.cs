using PoseStream.Core.BodyModels;

namespace PoseStream.Daemon.Exporting;

/// <summary>One person over a recording: the times at which there were positions in metres, rising.</summary>
internal sealed class RecordedTrack(string name)
{
    // Stamps are rounded, and no camera has so many pictures.
    private const double Same_s = 0.001;

    private readonly Queue<(double Time_s, BodyPosture Posture)> _ahead = [];

    /// <summary>For files: track-7.</summary>
    public string Name => name;

    public List<TrackSample> Samples { get; } = [];

    /// <summary>The body model in whose terms a network told of the person; null where none did.</summary>
    public IBodyModel? Body => Samples.Select(sample => sample.Body?.Model).FirstOrDefault(model => model is not null);

    /// <summary>Keeps what a network told until positions of the same time come: those are smoothed, and may be later.</summary>
    public void Tell(double time_s, BodyPosture posture) => _ahead.Enqueue((time_s, posture));

    /// <summary>Times rise from call to call; what was told of earlier ones is forgotten.</summary>
    /// <returns>Null where nothing was told of this time.</returns>
    public BodyPosture? PostureAt(double time_s)
    {
        BodyPosture? found = null;
        while (_ahead.TryPeek(out var oldest) && oldest.Time_s <= time_s + Same_s)
        {
            found = Math.Abs(oldest.Time_s - time_s) <= Same_s ? oldest.Posture : found;
            _ahead.Dequeue();
        }

        return found;
    }

    /// <summary>Of the frames, as most of them come: a gap does not make a recording slower.</summary>
    public double FrameTime_s
    {
        get
        {
            double[] steps = [.. Samples.Zip(Samples.Skip(1), (a, b) => (b.Time_s - a.Time_s) / Math.Max(1, b.Sequence - a.Sequence)).Order()];
            return steps.Length > 0 ? steps[steps.Length / 2] : 0.04;
        }
    }
}
