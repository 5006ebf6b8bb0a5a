using System.Numerics;
using System.Runtime.Intrinsics;

namespace PoseStream.Inference.Preprocessing;

/// <summary>One row of a turned crop: a straight line through the frame.</summary>
internal static class TurnedSpan
{
    /// <summary>The columns that lie in the frame. A line leaves a rectangle once, so they are one run.</summary>
    /// <param name="start">Frame position of column 0.</param>
    /// <param name="step">From one column to the next.</param>
    public static (int First, int End) Inside(Vector2 start, Vector2 step, int columns, int width, int height)
    {
        var first = 0;
        while (first < columns && !Contains(start + (step * first), width, height))
        {
            first++;
        }

        var end = columns;
        while (end > first && !Contains(start + (step * (end - 1)), width, height))
        {
            end--;
        }

        return (first, end);
    }

    /// <param name="width">Of the plane.</param>
    /// <param name="height">Of the plane.</param>
    public static void Fill(PlaneRow row, Vector2 start, Vector2 step, int first, int end, int width, int height, int stride)
    {
        var axisX = new BilinearAxis(width);
        var axisY = new BilinearAxis(height);
        var column = first;
        for (; column <= end - Vector256<int>.Count; column += Vector256<int>.Count)
        {
            var columns = Vector256<float>.Indices + Vector256.Create((float)column);
            var (x, weightX) = axisX.At((columns * step.X) + Vector256.Create(start.X));
            var (y, weightY) = axisY.At((columns * step.Y) + Vector256.Create(start.Y));
            ((y * stride) + x).CopyTo(row.Offsets, column);
            weightX.CopyTo(row.WeightsX, column);
            weightY.CopyTo(row.WeightsY, column);
        }

        for (; column < end; column++)
        {
            var position = start + (step * column);
            var (x, weightX) = axisX.At(position.X);
            var (y, weightY) = axisY.At(position.Y);
            row.Offsets[column] = (y * stride) + x;
            row.WeightsX[column] = weightX;
            row.WeightsY[column] = weightY;
        }
    }

    private static bool Contains(Vector2 position, int width, int height) =>
        position.X >= 0 && position.X < width && position.Y >= 0 && position.Y < height;
}
