namespace PoseStream.Core.Families.Detectors;

/// <summary>The cells of a detector that looks at the picture in several coarsenesses.</summary>
internal static class StrideGrid
{
    public static int Columns(InputSpec input, int stride) => input.Width / stride;

    public static int Rows(InputSpec input, int stride) => input.Height / stride;

    public static int Cells(InputSpec input, int stride) => Columns(input, stride) * Rows(input, stride);

    /// <summary>Of all strides: 3549 at 416 x 416 with 8, 16, 32; 8400 at 640 x 640.</summary>
    public static int Cells(InputSpec input, ReadOnlySpan<int> strides)
    {
        var cells = 0;
        foreach (var stride in strides)
        {
            cells += Cells(input, stride);
        }

        return cells;
    }
}
