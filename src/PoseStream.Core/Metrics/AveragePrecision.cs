namespace PoseStream.Core.Metrics;

/// <summary>COCO's average precision: the mean of the precisions at recall 0, .01, … 1, each the best precision at that recall or a higher one.</summary>
public static class AveragePrecision
{
    private const int RecallPoints = 101;

    // Keeps 0 / 0 away; as in COCO's own evaluation.
    private const double Spacing = 2.220446049250313e-16;

    /// <param name="hits">Best score first: 1 for a detection that found a truth, 0 for one that did not.</param>
    /// <param name="weights">How often each counts, 0 or more; empty: once each.</param>
    /// <param name="truths">How many there were to be found, in the same weights.</param>
    /// <returns>0..1; NaN where there was nothing to be found.</returns>
    public static double Of(ReadOnlySpan<bool> hits, ReadOnlySpan<int> weights, long truths)
    {
        if (truths <= 0)
        {
            return double.NaN;
        }

        var recalls = new double[hits.Length];
        var precisions = new double[hits.Length];
        var (right, wrong) = (0L, 0L);
        for (var i = 0; i < hits.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            right += hits[i] ? weight : 0;
            wrong += hits[i] ? 0 : weight;
            recalls[i] = (double)right / truths;
            precisions[i] = right / (right + wrong + Spacing);
        }

        for (var i = hits.Length - 2; i >= 0; i--)
        {
            precisions[i] = Math.Max(precisions[i], precisions[i + 1]);
        }

        var (sum, at) = (0.0, 0);
        for (var point = 0; point < RecallPoints; point++)
        {
            var recall = point == RecallPoints - 1 ? 1 : point * 0.01;
            while (at < recalls.Length && recalls[at] < recall)
            {
                at++;
            }

            sum += at < precisions.Length ? precisions[at] : 0;
        }

        return sum / RecallPoints;
    }
}
