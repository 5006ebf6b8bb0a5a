namespace PoseStream.Daemon.Exporting;

/// <summary>One coordinate over time, made whole: programs that read motion know no holes.</summary>
internal static class AngleColumn
{
    /// <summary>Fills holes between two values along a line, those at the ends with the nearest; turns of 360° are taken out.</summary>
    /// <param name="values">Degrees; NaN where not seen. Changed in place.</param>
    /// <returns>False if nothing was ever seen.</returns>
    public static bool TryFill(ReadOnlySpan<double> times_s, Span<double> values)
    {
        var last = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            if (last >= 0)
            {
                values[i] = values[last] + Math.IEEERemainder(values[i] - values[last], 360);
            }

            for (var hole = last + 1; hole < i; hole++)
            {
                values[hole] = last < 0
                    ? values[i]
                    : values[last] + ((values[i] - values[last]) * (times_s[hole] - times_s[last]) / (times_s[i] - times_s[last]));
            }

            last = i;
        }

        if (last >= 0)
        {
            values[(last + 1)..].Fill(values[last]);
        }

        return last >= 0;
    }
}
