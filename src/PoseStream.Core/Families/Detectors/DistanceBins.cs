using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>The four sides of a box, each as logits of how many strides it is from a place: bin i = i strides, and the distance the expectation over their softmax.</summary>
internal static class DistanceBins
{
    /// <param name="center">Model-input pixels.</param>
    /// <param name="sides">Left, top, right, bottom, equally many bins each.</param>
    public static BoundingBox Box(Vector2 center, int stride, ReadOnlySpan<float> sides)
    {
        var bins = sides.Length / 4;
        return new BoundingBox(
            center.X - (Expectation(sides[..bins]) * stride),
            center.Y - (Expectation(sides.Slice(bins, bins)) * stride),
            center.X + (Expectation(sides.Slice(2 * bins, bins)) * stride),
            center.Y + (Expectation(sides.Slice(3 * bins, bins)) * stride));
    }

    private static float Expectation(ReadOnlySpan<float> logits)
    {
        var highest = logits[0];
        foreach (var logit in logits)
        {
            highest = MathF.Max(highest, logit);
        }

        var (total, mean) = (0f, 0f);
        for (var i = 0; i < logits.Length; i++)
        {
            var weight = MathF.Exp(logits[i] - highest);
            total += weight;
            mean += weight * i;
        }

        return mean / total;
    }
}
