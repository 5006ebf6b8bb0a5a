using System.Numerics;
using System.Runtime.InteropServices;

namespace PoseStream.Core.Families.Estimators;

/// <summary>Reads a map of logits as the probability of where a joint is: the expectation within two cells of the highest, that of the whole, and its spread.</summary>
/// <param name="cellWidth">Model-input pixels.</param>
/// <param name="cellHeight">Model-input pixels.</param>
internal sealed class HeatmapReader(int columns, int rows, float cellWidth, float cellHeight)
{
    private const int Reach = 2;

    public int Cells { get; } = columns * rows;

    /// <returns>No numbers in, no numbers out.</returns>
    public HeatmapPeak Read(ReadOnlySpan<float> logits)
    {
        Span<float> weights = stackalloc float[Cells];
        var best = Exponentials(logits, weights);
        var (total, x, y, squared) = (0f, 0f, 0f, 0f);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var weight = weights[(row * columns) + column];
                total += weight;
                x += weight * column;
                y += weight * row;
                squared += weight * ((column * column * cellWidth * cellWidth) + (row * row * cellHeight * cellHeight));
            }
        }

        var (mass, nearX, nearY) = (0f, 0f, 0f);
        var (bestRow, bestColumn) = (best / columns, best % columns);
        for (var row = Math.Max(0, bestRow - Reach); row <= Math.Min(rows - 1, bestRow + Reach); row++)
        {
            for (var column = Math.Max(0, bestColumn - Reach); column <= Math.Min(columns - 1, bestColumn + Reach); column++)
            {
                var weight = weights[(row * columns) + column];
                mass += weight;
                nearX += weight * column;
                nearY += weight * row;
            }
        }

        var mean = new Vector2(x * cellWidth, y * cellHeight) / total;
        var variance = MathF.Max(0, (squared / total) - mean.LengthSquared()) / 2;
        var halfCell = new Vector2(cellWidth, cellHeight) / 2;
        var peak = new Vector2(nearX * cellWidth, nearY * cellHeight) / mass;
        return new HeatmapPeak(peak + halfCell, mean + halfCell, MathF.Sqrt(variance), mass / total);
    }

    /// <summary>exp(logit - highest); a vector at a time, since a person has tens of thousands of cells.</summary>
    /// <returns>The index of the highest.</returns>
    private static int Exponentials(ReadOnlySpan<float> logits, Span<float> weights)
    {
        var best = HeatmapPeaks.Highest(logits);
        var highest = new Vector<float>(logits[best]);
        var whole = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var into = MemoryMarshal.Cast<float, Vector<float>>(weights);
        for (var i = 0; i < whole.Length; i++)
        {
            into[i] = Vector.Exp(whole[i] - highest);
        }

        for (var i = whole.Length * Vector<float>.Count; i < logits.Length; i++)
        {
            weights[i] = MathF.Exp(logits[i] - logits[best]);
        }

        return best;
    }
}
