namespace PoseStream.Core.Metrics;

/// <summary>COCO's average precision: the mean of the precisions at recall 0, .01, … 1, each the best precision at that recall or a higher one.</summary>
public static class AveragePrecision
{
    private const int RecallPoints = 101;

    // Keeps 0 / 0 away; as in COCO's own evaluation.
    private const double Spacing = 2.220446049250313e-16;

    /// <param name="hits">Best score first: true for a detection that found a truth.</param>
    /// <param name="weights">How often each counts, 0 or more; empty: once each.</param>
    /// <param name="truths">How many there were to be found, in the same weights.</param>
    /// <returns>0..1; NaN where there was nothing to be found.</returns>
    public static double Of(ReadOnlySpan<bool> hits, ReadOnlySpan<int> weights, long truths)
    {
        if (truths <= 0)
        {
            return double.NaN;
        }

        var (right, all) = (0L, 0L);
        for (var i = 0; i < hits.Length; i++)
        {
            right += hits[i] ? WeightAt(weights, i) : 0;
            all += WeightAt(weights, i);
        }

        // From the last detection back: the best precision at this recall or a higher one is known at each step.
        var (sum, best, point) = (0.0, 0.0, RecallPoints - 1);
        while (point >= 0 && RecallAt(point) > (double)right / truths)
        {
            point--;
        }

        for (var i = hits.Length - 1; i >= 0 && point >= 0; i--)
        {
            best = Math.Max(best, right / (all + Spacing));
            right -= hits[i] ? WeightAt(weights, i) : 0;
            all -= WeightAt(weights, i);
            while (point >= 0 && (i == 0 || RecallAt(point) > (double)right / truths))
            {
                sum += best;
                point--;
            }
        }

        return sum / RecallPoints;
    }

    private static int WeightAt(ReadOnlySpan<int> weights, int index) => weights.IsEmpty ? 1 : weights[index];

    private static double RecallAt(int point) => point == RecallPoints - 1 ? 1 : point * 0.01;
}
