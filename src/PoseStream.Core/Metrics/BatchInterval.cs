namespace PoseStream.Core.Metrics;

/// <summary>
/// The interval of a ratio of sums from batches that are taken as independent: a normal approximation by linearisation, with Student's distribution for the
/// small number of batches. The batches may be of unequal size.
/// </summary>
internal static class BatchInterval
{
    /// <param name="denominators">0 or more; batches of 0 are left out.</param>
    /// <returns>Null with fewer than two batches that have anything to divide by.</returns>
    public static Interval95? Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        var (numerator, denominator, used) = (0.0, 0.0, 0);
        for (var i = 0; i < numerators.Length; i++)
        {
            numerator += numerators[i];
            denominator += denominators[i];
            used += denominators[i] > 0 ? 1 : 0;
        }

        if (used < 2)
        {
            return null;
        }

        var (value, squares) = (numerator / denominator, 0.0);
        for (var i = 0; i < numerators.Length; i++)
        {
            var deviation = numerators[i] - (value * denominators[i]);
            squares += deviation * deviation;
        }

        var half = StudentT.At(used - 1) * Math.Sqrt(squares * used / (used - 1)) / denominator;
        return new Interval95(value - half, value + half);
    }
}
