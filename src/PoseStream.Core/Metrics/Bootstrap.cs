namespace PoseStream.Core.Metrics;

/// <summary>
/// A 95 % interval for a figure that is no mean, such as an average precision: it is computed again and again from as many units (pictures) as there
/// are, drawn with replacement, and the middle 95 % of the results are taken. Right if the units are independent; the pictures of one video are not, and
/// then the interval is too narrow. The generator is seeded: the same input gives the same interval.
/// </summary>
public static class Bootstrap
{
    private const int Seed = 20240217;

    /// <param name="units">How many there are.</param>
    /// <param name="statistic">The figure, when unit i counts as often as the span's i-th number says; NaN for a draw without meaning, which is left out.</param>
    /// <param name="draws">More make the ends steadier: 1,000 are usual.</param>
    /// <returns>Null with fewer than two units or where no draw had a meaning.</returns>
    public static Interval95? Interval(int units, Func<ReadOnlySpan<int>, double> statistic, int draws = 1000)
    {
        if (units < 2)
        {
            return null;
        }

        var random = new Random(Seed);
        var counts = new int[units];
        List<double> values = new(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(counts);
            for (var i = 0; i < units; i++)
            {
                counts[random.Next(units)]++;
            }

            if (statistic(counts) is var value && !double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        return new Interval95(At(values, 0.025), At(values, 0.975));
    }

    private static double At(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
