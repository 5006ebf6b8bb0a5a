namespace PoseStream.Core.Metrics.Coco;

/// <summary>COCO's evaluation of keypoints and boxes, figure for figure: same matching, same crowd and size rules, same interpolation, same order of equal scores.</summary>
public static class CocoEvaluation
{
    // About a second of bootstrap, at least a hundred draws.
    private const long DrawnResults = 20_000_000;
    private const int MinimumDraws = 100;
    private const int MaximumDraws = 1000;

    /// <summary>Ten figures for keypoints, twelve for boxes, in the order in which COCO prints them, each with a bootstrap interval over pictures.</summary>
    /// <param name="images">All that belong to the set, also those without truth or result.</param>
    /// <param name="predictions">Only of <paramref name="images"/>.</param>
    /// <returns>Values 0..1; NaN (COCO: -1) where nothing had to be found.</returns>
    public static IReadOnlyList<MetricResult> Evaluate(
        IReadOnlyCollection<long> images, IReadOnlyList<CocoTruth> truths, IReadOnlyList<CocoPrediction> predictions, CocoTask task)
    {
        var sigmas = task is CocoTask.Keypoints ? KeypointSimilarity.PersonSigmas.ToArray() : [];
        var ordered = images.Distinct().Order().ToArray();
        var figures = task is CocoTask.Keypoints ? CocoFigure.Keypoints : CocoFigure.Boxes;
        var limit = figures.Max(figure => figure.Limit);
        var found = predictions.ToLookup(prediction => (prediction.Category, prediction.Image));
        var wanted = truths.ToLookup(truth => (truth.Category, truth.Image));
        var categories = truths.Select(truth => truth.Category).Distinct().Order()
            .Select(category => ordered
                .Select((image, index) => new CocoPicture(
                    index, [.. found[(category, image)].OrderByDescending(p => p.Score).Take(limit)], [.. wanted[(category, image)]], task, sigmas))
                .Where(picture => picture.Truths.Length + picture.Predictions.Length > 0)
                .ToArray())
            .ToArray();
        var draws = (int)Math.Clamp(DrawnResults / Math.Max(1, 10L * predictions.Count), MinimumDraws, MaximumDraws);
        return [.. figures.Select(figure => Measure(figure, categories, ordered.Length, task, draws))];
    }

    private static MetricResult Measure(CocoFigure figure, CocoPicture[][] categories, int images, CocoTask task, int draws)
    {
        var thresholds = figure.Thresholds.ToArray();
        var curves = categories.SelectMany(pictures => thresholds.Select(threshold => CocoCurve.Of(pictures, figure.Area, threshold, figure.Limit))).ToArray();
        double Mean(ReadOnlySpan<int> counts)
        {
            var (sum, measured) = (0.0, 0);
            foreach (var curve in curves)
            {
                var value = figure.IsRecall ? curve.Recall(counts) : curve.AveragePrecision(counts);
                sum += double.IsNaN(value) ? 0 : value;
                measured += double.IsNaN(value) ? 0 : 1;
            }

            return measured > 0 ? sum / measured : double.NaN;
        }

        var once = Enumerable.Repeat(1, images).ToArray();
        var interval = Bootstrap.Interval(images, Mean, draws);
        var truths = curves.Sum(curve => (long)curve.Wanted) / thresholds.Length;
        var joints = task is CocoTask.Keypoints ? "coco17" : MetricResult.None;
        return new MetricResult(
            figure.Name, Mean(once), "1", "none", MetricResult.None, joints, truths, "truths", interval?.Low, interval?.High);
    }
}
