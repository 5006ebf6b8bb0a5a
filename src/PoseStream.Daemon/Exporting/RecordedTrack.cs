using PoseStream.Core.BodyModels;

namespace PoseStream.Daemon.Exporting;

/// <summary>One person over a recording: the times at which there were positions in metres, rising.</summary>
internal sealed class RecordedTrack(string name)
{
    /// <summary>For files: track-7.</summary>
    public string Name => name;

    public List<TrackSample> Samples { get; } = [];

    /// <summary>The body model in whose terms a network told of the person; null where none did.</summary>
    public IBodyModel? Body => Samples.Select(sample => sample.Body?.Model).FirstOrDefault(model => model is not null);

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
