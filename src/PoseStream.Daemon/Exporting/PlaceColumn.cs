namespace PoseStream.Daemon.Exporting;

/// <summary>One coordinate of a place over time.</summary>
internal static class PlaceColumn
{
    /// <summary>Where it is not known, the last known is kept; before the first, the first.</summary>
    /// <param name="values">NaN where not known. Changed in place.</param>
    /// <returns>False if it was never known.</returns>
    public static bool TryHold(Span<double> values)
    {
        var known = 0;
        while (known < values.Length && double.IsNaN(values[known]))
        {
            known++;
        }

        if (known == values.Length)
        {
            return false;
        }

        values[..known].Fill(values[known]);
        for (var i = known + 1; i < values.Length; i++)
        {
            values[i] = double.IsNaN(values[i]) ? values[i - 1] : values[i];
        }

        return true;
    }
}
