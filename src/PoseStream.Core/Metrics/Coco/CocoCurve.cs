namespace PoseStream.Core.Metrics.Coco;

/// <summary>All results of one category at one threshold, size and limit of results, best score first: all that precision and recall are made of.</summary>
internal sealed class CocoCurve
{
    private readonly bool[] _hits;
    private readonly int[] _pictureOf;
    private readonly int[] _weights;
    private readonly (int Picture, int Truths)[] _wanted;

    private CocoCurve(bool[] hits, int[] pictureOf, (int Picture, int Truths)[] wanted) =>
        (_hits, _pictureOf, _wanted, _weights) = (hits, pictureOf, wanted, new int[hits.Length]);

    /// <param name="pictures">In rising order of their ids: equal scores are taken in this order, as COCO does.</param>
    public static CocoCurve Of(IReadOnlyList<CocoPicture> pictures, CocoArea area, double threshold, int limit)
    {
        List<(double Score, bool Hit, int Picture)> scored = [];
        List<(int, int)> wanted = [];
        foreach (var picture in pictures)
        {
            var outcomes = new CocoOutcome[Math.Min(limit, picture.Predictions.Length)];
            wanted.Add((picture.Index, picture.Match(area, threshold, outcomes)));
            for (var i = 0; i < outcomes.Length; i++)
            {
                if (outcomes[i] is not CocoOutcome.NotCounted)
                {
                    scored.Add((picture.Predictions[i].Score, outcomes[i] is CocoOutcome.Hit, picture.Index));
                }
            }
        }

        // OrderBy is stable.
        var sorted = scored.OrderByDescending(result => result.Score).ToArray();
        return new CocoCurve([.. sorted.Select(result => result.Hit)], [.. sorted.Select(result => result.Picture)], [.. wanted]);
    }

    /// <summary>How many had to be found, each picture counting once.</summary>
    public int Wanted => _wanted.Sum(picture => picture.Truths);

    /// <param name="counts">How often each picture counts.</param>
    /// <returns>NaN where nothing had to be found.</returns>
    public double AveragePrecision(ReadOnlySpan<int> counts)
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = counts[_pictureOf[i]];
        }

        return Metrics.AveragePrecision.Of(_hits, _weights, Truths(counts));
    }

    /// <param name="counts">How often each picture counts.</param>
    /// <returns>The share found with all results taken; NaN where nothing had to be found.</returns>
    public double Recall(ReadOnlySpan<int> counts)
    {
        var (found, truths) = (0L, Truths(counts));
        for (var i = 0; i < _hits.Length; i++)
        {
            found += _hits[i] ? counts[_pictureOf[i]] : 0;
        }

        return truths > 0 ? (double)found / truths : double.NaN;
    }

    private long Truths(ReadOnlySpan<int> counts)
    {
        var truths = 0L;
        foreach (var (picture, wanted) in _wanted)
        {
            truths += (long)counts[picture] * wanted;
        }

        return truths;
    }
}
