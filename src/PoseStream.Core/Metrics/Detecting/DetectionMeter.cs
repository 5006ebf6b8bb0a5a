using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Matching;

namespace PoseStream.Core.Metrics.Detecting;

/// <summary>
/// Average precision (101 recall points), recall and precision of boxes at one overlap, matched as COCO does. Recall and precision count every detection
/// given: leave out those below the score that is used. Keeps 16 bytes a detection and picture, for the precision needs them all. Not thread-safe.
/// </summary>
/// <param name="minimumOverlap">Intersection over union at which a person counts as found.</param>
public sealed class DetectionMeter(float minimumOverlap = 0.5f)
{
    private readonly List<Scored> _scored = [];
    private readonly List<int> _truths = [];
    private readonly RunningRatio _recall = new();
    private readonly RunningRatio _precision = new();

    public int Pictures => _truths.Count;

    /// <summary>0..1; NaN before the first person.</summary>
    public double Recall => _recall.Value;

    /// <summary>0..1; NaN before the first detection.</summary>
    public double Precision => _precision.Value;

    /// <summary>One picture, also with nobody in it or nobody found. Pixels.</summary>
    /// <param name="detections">In any order.</param>
    /// <param name="ignored">Truths that may be found or not, such as people hardly seen: neither counts. Empty: none.</param>
    public void AddPicture(ReadOnlySpan<Detection> detections, ReadOnlySpan<BoundingBox> truths, ReadOnlySpan<bool> ignored = default)
    {
        var sorted = detections.ToArray();
        sorted.AsSpan().Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var match = new int[sorted.Length];
        BoxMatching.Greedy(sorted, truths, ignored, minimumOverlap, match);
        var (counted, hits) = (0, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            var hit = match[i] != BoxMatching.Nothing;
            if (hit && !ignored.IsEmpty && ignored[match[i]])
            {
                continue;
            }

            _scored.Add(new Scored(sorted[i].Score, _truths.Count, hit));
            counted++;
            hits += hit ? 1 : 0;
        }

        var wanted = truths.Length - ignored.Count(true);
        _truths.Add(wanted);
        _recall.Add(hits, wanted);
        _precision.Add(hits, counted);
    }

    /// <summary>Average precision, recall and precision; the first with a bootstrap interval over pictures, the others by batch means.</summary>
    public IReadOnlyList<MetricResult> Results(int bootstrapDraws = 1000)
    {
        var sorted = _scored.OrderByDescending(scored => scored.Score).ToArray();
        var hits = sorted.Select(scored => scored.Hit).ToArray();
        var weights = new int[sorted.Length];
        var once = Enumerable.Repeat(1, _truths.Count).ToArray();
        double Drawn(ReadOnlySpan<int> counts)
        {
            for (var i = 0; i < sorted.Length; i++)
            {
                weights[i] = counts[sorted[i].Picture];
            }

            var truths = 0L;
            for (var picture = 0; picture < counts.Length; picture++)
            {
                truths += (long)counts[picture] * _truths[picture];
            }

            return AveragePrecision.Of(hits, weights, truths);
        }

        var at = minimumOverlap.ToString(".00", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            MetricResult.OfBoxes($"AP@{at}", Drawn(once), "1", Pictures, "pictures", Bootstrap.Interval(Pictures, Drawn, bootstrapDraws)),
            MetricResult.OfBoxes($"recall@{at}", Recall, "1", (long)_recall.Denominator, "people", _recall.Interval()?.Within(0, 1)),
            MetricResult.OfBoxes($"precision@{at}", Precision, "1", (long)_precision.Denominator, "detections", _precision.Interval()?.Within(0, 1)),
        ];
    }

    private readonly record struct Scored(float Score, int Picture, bool Hit);
}
