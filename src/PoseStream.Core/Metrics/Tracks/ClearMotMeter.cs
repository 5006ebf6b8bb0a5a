using PoseStream.Core.Assignment;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Metrics.Tracks;

/// <summary>
/// The CLEAR figures of tracking (Bernardin and Stiefelhagen 2008): MOTA, MOTP and identity switches. In each frame a truth keeps the track that it had
/// in the frame before, if the two overlap enough; the others are paired for the largest sum of overlaps. A switch: a truth is matched to another track
/// than the one it was matched to last, however long ago. Truths that need not be found are paired as well, so that whoever follows them is not taken for
/// somebody else's; neither they nor their tracks count. One meter a sequence run; not thread-safe.
/// </summary>
/// <param name="minimumOverlap">Intersection over union that a pair needs at least.</param>
public sealed class ClearMotMeter(float minimumOverlap = 0.5f)
{
    // More than any sum of overlaps in a picture: who was matched in the frame before stays matched.
    private const double Kept = 1000;

    private readonly Dictionary<ulong, ulong> _lastTrack = [];
    private readonly HashSet<(ulong Truth, ulong Track)> _before = [];
    private readonly RunningRatio _accuracy = new();
    private readonly RunningRatio _overlap = new();
    private readonly RunningRatio _recall = new();
    private readonly RunningRatio _precision = new();

    public long Frames { get; private set; }

    public long Truths { get; private set; }

    public long Misses { get; private set; }

    public long FalsePositives { get; private set; }

    public long Switches { get; private set; }

    /// <summary>1 - (misses + false positives + switches) / truths; at most 1, without a lower limit; NaN before the first truth.</summary>
    public double Accuracy => _accuracy.Value;

    /// <summary>A new video: identities mean nothing beyond its start, the sums go on.</summary>
    public void StartSequence()
    {
        _lastTrack.Clear();
        _before.Clear();
    }

    /// <summary>One frame in order of time, also with nobody in it. Pixels; an identity comes once a frame.</summary>
    /// <param name="optional">Of each truth, whether it need not be found; empty: all count.</param>
    public void AddFrame(ReadOnlySpan<TrackedBox> truths, ReadOnlySpan<TrackedBox> tracks, ReadOnlySpan<bool> optional = default)
    {
        if (!optional.IsEmpty && optional.Length != truths.Length)
        {
            throw new ArgumentException($"{optional.Length} flags for {truths.Length} truths", nameof(optional));
        }

        var gains = new double[truths.Length * tracks.Length];
        for (var i = 0; i < truths.Length; i++)
        {
            for (var k = 0; k < tracks.Length; k++)
            {
                var overlap = BoundingBox.IntersectionOverUnion(truths[i].Box, tracks[k].Box);
                gains[(i * tracks.Length) + k] = overlap < minimumOverlap ? 0
                    : _before.Contains((truths[i].Identity, tracks[k].Identity)) ? Kept + overlap : overlap;
            }
        }

        var trackOfTruth = new int[truths.Length];
        LinearAssignment.Solve(gains, truths.Length, tracks.Length, trackOfTruth);
        _before.Clear();
        var (wanted, others, matches, switches) = (truths.Length, tracks.Length, 0, 0);
        for (var i = 0; i < truths.Length; i++)
        {
            var isOptional = !optional.IsEmpty && optional[i];
            wanted -= isOptional ? 1 : 0;
            if (trackOfTruth[i] == LinearAssignment.Nothing)
            {
                continue;
            }

            var track = tracks[trackOfTruth[i]];
            _before.Add((truths[i].Identity, track.Identity));
            if (isOptional)
            {
                others--;
                continue;
            }

            matches++;
            switches += _lastTrack.TryGetValue(truths[i].Identity, out var last) && last != track.Identity ? 1 : 0;
            _lastTrack[truths[i].Identity] = track.Identity;
            _overlap.Add(BoundingBox.IntersectionOverUnion(truths[i].Box, track.Box));
        }

        Count(wanted, others, matches, switches);
    }

    public IReadOnlyList<MetricResult> Results() =>
    [
        MetricResult.OfBoxes("MOTA", Accuracy, "1", Truths, "truths", _accuracy.Interval()?.Within(double.MinValue, 1)),
        MetricResult.OfBoxes("MOTP", _overlap.Value, "IoU", (long)_overlap.Denominator, "pairs", _overlap.Interval()?.Within(0, 1)),
        MetricResult.OfBoxes("recall", _recall.Value, "1", Truths, "truths", _recall.Interval()?.Within(0, 1)),
        MetricResult.OfBoxes("precision", _precision.Value, "1", (long)_precision.Denominator, "boxes", _precision.Interval()?.Within(0, 1)),
        MetricResult.OfBoxes("id switches", Switches, "count", Truths, "truths"),
        MetricResult.OfBoxes("misses", Misses, "count", Truths, "truths"),
        MetricResult.OfBoxes("false positives", FalsePositives, "count", Frames, "frames"),
    ];

    private void Count(int truths, int tracks, int matches, int switches)
    {
        Frames++;
        Truths += truths;
        Misses += truths - matches;
        FalsePositives += tracks - matches;
        Switches += switches;
        _accuracy.Add((2 * matches) - tracks - switches, truths);
        _recall.Add(matches, truths);
        _precision.Add(matches, tracks);
    }
}
