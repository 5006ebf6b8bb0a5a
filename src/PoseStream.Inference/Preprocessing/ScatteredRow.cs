using System.Runtime.Intrinsics;

namespace PoseStream.Inference.Preprocessing;

/// <summary>One row of samples that lie anywhere in the frame.</summary>
internal static class ScatteredRow
{
    /// <summary>Where the samples lie in a plane. What is out of it is put to its edge, and what is no number to its first pixel.</summary>
    /// <param name="x">Positions in the frame; as long as whole vectors of columns.</param>
    /// <param name="scale">From the frame to the plane.</param>
    /// <param name="width">Of the plane.</param>
    /// <param name="height">Of the plane.</param>
    public static void Fill(PlaneRow row, ReadOnlySpan<float> x, ReadOnlySpan<float> y, float scale, int columns, int width, int height, int stride)
    {
        var axisX = new BilinearAxis(width);
        var axisY = new BilinearAxis(height);
        var column = 0;
        for (; column <= columns - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            var (firstX, weightX) = axisX.At(Known(Vector256.Create(x[column..])) * scale);
            var (firstY, weightY) = axisY.At(Known(Vector256.Create(y[column..])) * scale);
            ((firstY * stride) + firstX).CopyTo(row.Offsets, column);
            weightX.CopyTo(row.WeightsX, column);
            weightY.CopyTo(row.WeightsY, column);
        }

        for (; column < columns; column++)
        {
            var (firstX, weightX) = axisX.At(float.IsFinite(x[column]) ? x[column] * scale : 0);
            var (firstY, weightY) = axisY.At(float.IsFinite(y[column]) ? y[column] * scale : 0);
            row.Offsets[column] = (firstY * stride) + firstX;
            row.WeightsX[column] = weightX;
            row.WeightsY[column] = weightY;
        }
    }

    /// <summary>Where a sample is not in the frame its colour is the given one: the frame's border need not cross a row once, as it does an affine crop's.</summary>
    public static void Pad(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, int height, float luma, float chroma, Span<float> lumas, Span<float> us, Span<float> vs)
    {
        var column = 0;
        for (; column <= lumas.Length - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            var inside = Within(Vector256.Create(x[column..]), width) & Within(Vector256.Create(y[column..]), height);
            if (inside.AsInt32() != Vector256<int>.AllBitsSet)
            {
                Replace(lumas[column..], inside, luma);
                Replace(us[column..], inside, chroma);
                Replace(vs[column..], inside, chroma);
            }
        }

        for (; column < lumas.Length; column++)
        {
            if (!(x[column] >= 0 && x[column] < width && y[column] >= 0 && y[column] < height))
            {
                (lumas[column], us[column], vs[column]) = (luma, chroma, chroma);
            }
        }
    }

    private static Vector256<float> Within(Vector256<float> positions, int size) =>
        Vector256.GreaterThanOrEqual(positions, Vector256<float>.Zero) & Vector256.LessThan(positions, Vector256.Create((float)size));

    private static void Replace(Span<float> samples, Vector256<float> kept, float other) =>
        Vector256.ConditionalSelect(kept, Vector256.Create<float>(samples), Vector256.Create(other)).CopyTo(samples);

    private static Vector256<float> Known(Vector256<float> values) => Vector256.ConditionalSelect(Vector256.Equals(values, values), values, Vector256<float>.Zero);
}
