namespace PoseStream.Core.Metrics.Coco;

/// <summary>The results and truths of one picture and category, with all similarities between them.</summary>
internal sealed class CocoPicture
{
    private readonly double[] _similarities;
    private readonly bool[] _optional;

    /// <param name="index">Of the picture.</param>
    /// <param name="predictions">Best score first.</param>
    public CocoPicture(int index, CocoPrediction[] predictions, CocoTruth[] truths, CocoTask task, double[] sigmas)
    {
        (Index, Predictions, Truths) = (index, predictions, truths);
        _optional = [.. truths.Select(truth => truth.IsCrowd || (task is CocoTask.Keypoints && truth.LabelledKeypoints == 0))];
        _similarities = new double[predictions.Length * truths.Length];
        for (var d = 0; d < predictions.Length; d++)
        {
            for (var t = 0; t < truths.Length; t++)
            {
                _similarities[(d * truths.Length) + t] = task is CocoTask.Keypoints
                    ? KeypointSimilarity.Of(predictions[d].Keypoints, truths[t], sigmas)
                    : CocoBox.Overlap(predictions[d].Box, truths[t].Box, truths[t].IsCrowd);
            }
        }
    }

    public int Index { get; }

    public CocoPrediction[] Predictions { get; }

    public CocoTruth[] Truths { get; }

    /// <summary>Matches as COCO does: each result, best score first, takes the most similar truth that is free; one that need not be found only where there is no other.</summary>
    /// <param name="outcomes">Receives what each of the first results is.</param>
    /// <returns>How many truths had to be found.</returns>
    public int Match(CocoArea area, double threshold, Span<CocoOutcome> outcomes)
    {
        var ignored = Truths.Select((truth, t) => _optional[t] || !area.Has(truth.Area)).ToArray();
        // The wanted ones first, each group in the order of the file.
        var order = Enumerable.Range(0, Truths.Length).OrderBy(t => ignored[t]).ToArray();
        var taken = new bool[Truths.Length];
        for (var d = 0; d < outcomes.Length; d++)
        {
            var (best, most) = (-1, Math.Min(threshold, 1 - 1e-10));
            foreach (var t in order)
            {
                if (taken[t] && !Truths[t].IsCrowd)
                {
                    continue;
                }

                if (best >= 0 && !ignored[best] && ignored[t])
                {
                    break;
                }

                if (_similarities[(d * Truths.Length) + t] is var similarity && similarity >= most)
                {
                    (best, most) = (t, similarity);
                }
            }

            if (best >= 0)
            {
                taken[best] = true;
                outcomes[d] = ignored[best] ? CocoOutcome.NotCounted : CocoOutcome.Hit;
            }
            else
            {
                outcomes[d] = area.Has(Predictions[d].Box.Area) ? CocoOutcome.False : CocoOutcome.NotCounted;
            }
        }

        return ignored.Count(without => !without);
    }
}
