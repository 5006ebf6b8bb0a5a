using PoseStream.Core.Assignment;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Metrics.Tracks;

/// <summary>
/// IDF1, IDP and IDR (Ristani et al. 2016): each true identity is paired with one track at most for the whole sequence, so that the frames in which the
/// pairs overlap enough are the most. Memory grows with the number of pairs that ever met. Not thread-safe.
/// </summary>
/// <remarks>The interval is by batch means over frames, with the pairing of identities held fixed.</remarks>
/// <param name="minimumOverlap">Intersection over union that a pair needs in a frame.</param>
public sealed class IdentityMeter(float minimumOverlap = 0.5f)
{
    private const int Capacity = 32;

    private readonly List<IdentityCounts> _batches = [];
    private long _batchSize = 1;
    private int _sequence;

    /// <summary>A new video: its identities have nothing to do with those before.</summary>
    public void StartSequence() => _sequence++;

    /// <summary>One frame, also with nobody in it. Pixels; an identity comes once a frame.</summary>
    public void AddFrame(ReadOnlySpan<TrackedBox> truths, ReadOnlySpan<TrackedBox> tracks)
    {
        if (_batches.Count == 0 || _batches[^1].Frames == _batchSize)
        {
            OpenBatch();
        }

        var batch = _batches[^1];
        batch.Frames++;
        batch.Tracks += tracks.Length;
        batch.Truths += truths.Length;
        foreach (var truth in truths)
        {
            foreach (var track in tracks)
            {
                if (BoundingBox.IntersectionOverUnion(truth.Box, track.Box) >= minimumOverlap)
                {
                    batch.AddMeeting(new Meeting(_sequence, truth.Identity, track.Identity));
                }
            }
        }
    }

    public IReadOnlyList<MetricResult> Results()
    {
        var pairs = Pair();
        var kept = _batches.Select(batch => (double)pairs.Sum(pair => batch.Meetings.GetValueOrDefault(pair))).ToArray();
        var truths = _batches.Select(batch => (double)batch.Truths).ToArray();
        var tracks = _batches.Select(batch => (double)batch.Tracks).ToArray();
        return
        [
            Result("IDF1", [.. kept.Select(frames => 2 * frames)], [.. truths.Zip(tracks, (a, b) => a + b)], truths),
            Result("IDP", kept, tracks, truths),
            Result("IDR", kept, truths, truths),
        ];
    }

    private static MetricResult Result(string name, double[] numerators, double[] denominators, double[] truths)
    {
        var value = denominators.Sum() > 0 ? numerators.Sum() / denominators.Sum() : double.NaN;
        return MetricResult.OfBoxes(name, value, "1", (long)truths.Sum(), "truths", BatchInterval.Of(numerators, denominators)?.Within(0, 1));
    }

    /// <summary>The best pairing of identities, sequence by sequence.</summary>
    private List<Meeting> Pair()
    {
        var all = new IdentityCounts();
        _batches.ForEach(all.Join);
        List<Meeting> pairs = [];
        foreach (var sequence in all.Meetings.GroupBy(meeting => meeting.Key.Sequence))
        {
            var truths = sequence.Select(meeting => meeting.Key.Truth).Distinct().Order().ToArray();
            var tracks = sequence.Select(meeting => meeting.Key.Track).Distinct().Order().ToArray();
            var gains = new double[truths.Length * tracks.Length];
            foreach (var (meeting, frames) in sequence)
            {
                gains[(Array.BinarySearch(truths, meeting.Truth) * tracks.Length) + Array.BinarySearch(tracks, meeting.Track)] = frames;
            }

            var trackOfTruth = new int[truths.Length];
            LinearAssignment.Solve(gains, truths.Length, tracks.Length, trackOfTruth);
            for (var i = 0; i < truths.Length; i++)
            {
                if (trackOfTruth[i] != LinearAssignment.Nothing)
                {
                    pairs.Add(new Meeting(sequence.Key, truths[i], tracks[trackOfTruth[i]]));
                }
            }
        }

        return pairs;
    }

    private void OpenBatch()
    {
        if (_batches.Count == Capacity)
        {
            for (var i = 0; i < Capacity / 2; i++)
            {
                _batches[i].Join(_batches[i + 1]);
                _batches.RemoveAt(i + 1);
            }

            _batchSize *= 2;
        }

        _batches.Add(new IdentityCounts());
    }
}
