using System.Numerics;
using System.Runtime.InteropServices;

namespace PoseStream.Core.Families.Estimators;

/// <summary>The highest cell of a heat map, and where between the cells the peak really is. Positions are cell indices.</summary>
internal static class HeatmapPeaks
{
    // The original takes cells of the blurred map that are nothing for this much, or their logarithm would be infinite.
    private const float Least = 1e-10f;

    /// <summary>The first of the highest cells, a vector at a time: a person has tens of thousands. Cells that are no number do not count.</summary>
    /// <returns>0 where none is a number.</returns>
    public static int Highest(ReadOnlySpan<float> map)
    {
        var whole = MemoryMarshal.Cast<float, Vector<float>>(map);
        var highest = new Vector<float>(float.NegativeInfinity);
        foreach (var cells in whole)
        {
            highest = Vector.MaxNumber(highest, cells);
        }

        var best = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            best = MathF.Max(best, highest[i]);
        }

        foreach (var cell in map[(whole.Length * Vector<float>.Count)..])
        {
            best = cell > best ? cell : best;
        }

        return Math.Max(0, map.IndexOf(best));
    }

    /// <summary>A quarter of a cell towards the higher neighbour of each axis, as SimpleBaseline and HRNet do.</summary>
    public static Vector2 Quarter(ReadOnlySpan<float> map, int columns, int rows, int column, int row)
    {
        var place = new Vector2(column, row);
        if (column > 0 && column < columns - 1 && row > 0 && row < rows - 1)
        {
            var at = (row * columns) + column;
            place += new Vector2(Sign(map[at + 1] - map[at - 1]), Sign(map[at + columns] - map[at - columns])) / 4;
        }

        return place;
    }

    /// <summary>DARK: the maximum of the second-order expansion of the logarithm of the smoothed map; the cell itself near the border or where it is no peak.</summary>
    /// <param name="kernel">Weights of one side of a separable Gaussian, an odd number.</param>
    public static Vector2 Dark(ReadOnlySpan<float> map, int columns, int rows, int column, int row, ReadOnlySpan<float> kernel)
    {
        var place = new Vector2(column, row);
        if (column < 2 || column >= columns - 2 || row < 2 || row >= rows - 2)
        {
            return place;
        }

        var middle = LogBlurred(map, columns, rows, column, row, kernel);
        var (left, right) = (LogBlurred(map, columns, rows, column - 1, row, kernel), LogBlurred(map, columns, rows, column + 1, row, kernel));
        var (up, down) = (LogBlurred(map, columns, rows, column, row - 1, kernel), LogBlurred(map, columns, rows, column, row + 1, kernel));
        var gradient = new Vector2(right - left, down - up) / 2;
        var xx = (LogBlurred(map, columns, rows, column + 2, row, kernel) - (2 * middle) + LogBlurred(map, columns, rows, column - 2, row, kernel)) / 4;
        var yy = (LogBlurred(map, columns, rows, column, row + 2, kernel) - (2 * middle) + LogBlurred(map, columns, rows, column, row - 2, kernel)) / 4;
        var xy = (LogBlurred(map, columns, rows, column + 1, row + 1, kernel) - LogBlurred(map, columns, rows, column + 1, row - 1, kernel)
            - LogBlurred(map, columns, rows, column - 1, row + 1, kernel) + LogBlurred(map, columns, rows, column - 1, row - 1, kernel)) / 4;
        var determinant = (xx * yy) - (xy * xy);
        var step = new Vector2((xy * gradient.Y) - (yy * gradient.X), (xy * gradient.X) - (xx * gradient.Y)) / determinant;
        return determinant > 0 && xx < 0 && float.IsFinite(step.X + step.Y) ? place + Vector2.Clamp(step, -Vector2.One, Vector2.One) : place;
    }

    /// <summary>OpenCV's Gaussian of that many cells.</summary>
    public static float[] Kernel(int size)
    {
        var sigma = (0.3 * (((size - 1) * 0.5) - 1)) + 0.8;
        var weights = Enumerable.Range(0, size).Select(i => Math.Exp(-Math.Pow(i - (size / 2), 2) / (2 * sigma * sigma))).ToArray();
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    /// <summary>Only the cells that the expansion reads are smoothed: 13 of thousands. Outside the map is 0.</summary>
    private static float LogBlurred(ReadOnlySpan<float> map, int columns, int rows, int column, int row, ReadOnlySpan<float> kernel)
    {
        var reach = kernel.Length / 2;
        var sum = 0f;
        for (var y = Math.Max(0, row - reach); y <= Math.Min(rows - 1, row + reach); y++)
        {
            var line = 0f;
            for (var x = Math.Max(0, column - reach); x <= Math.Min(columns - 1, column + reach); x++)
            {
                line += map[(y * columns) + x] * kernel[x - column + reach];
            }

            sum += line * kernel[y - row + reach];
        }

        return MathF.Log(MathF.Max(sum, Least));
    }

    /// <summary>Unlike <see cref="Math.Sign(float)"/>, no exception for NaN.</summary>
    private static float Sign(float value) => value > 0 ? 1 : value < 0 ? -1 : 0;
}
