using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// Finds joints in SimCC's two rows of bins, <paramref name="split"/> bins a pixel of the input (facts: model contracts §7): the highest bin of each axis, the score the lower of
/// the two maxima, roughly 0..1; absent where it is not above 0 or below the threshold.
/// </summary>
internal readonly struct SimccReader(int columns, int rows, float split, float scoreThreshold)
{
    /// <param name="x">Of all joints of one person.</param>
    /// <param name="y">Of all joints of one person.</param>
    /// <returns>A joint in model-input pixels, without metres.</returns>
    public JointEstimate Read(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int joint)
    {
        var alongX = x.Slice(joint * columns, columns);
        var alongY = y.Slice(joint * rows, rows);
        var (column, row) = (HeatmapPeaks.Highest(alongX), HeatmapPeaks.Highest(alongY));
        var score = MathF.Min(alongX[column], alongY[row]);
        if (!(score > 0 && score >= scoreThreshold && float.IsFinite(score)))
        {
            return JointEstimate.Absent;
        }

        var confidence = Math.Min(score, 1);
        return JointEstimate.Absent with
        {
            Pixel = PixelCenter.OfIndex(column / split, row / split), Confidence = confidence, Visibility = confidence,
        };
    }
}
