using System.Numerics;
using System.Runtime.InteropServices;

namespace PoseStream.Core.Families.Estimators;

/// <summary>The softmax over a volume of logits, read as the probability of where a joint is: its mean, and its spread along each axis. All in cells.</summary>
internal static class SoftArgmax
{
    /// <summary>One pass for the highest, one for the moments; nothing is stored, for a joint of 3DMPPE has 262,144 cells.</summary>
    /// <param name="volume">Depth x rows x columns.</param>
    /// <returns>No numbers in, no numbers out.</returns>
    public static (Vector3 Mean, Vector3 Spread) Of(ReadOnlySpan<float> volume, int rows, int columns)
    {
        var highest = volume[HeatmapPeaks.Highest(volume)];
        double total = 0, x = 0, y = 0, z = 0, xx = 0, yy = 0, zz = 0;
        for (var line = 0; line < volume.Length / columns; line++)
        {
            var (row, depth) = (line % rows, line / rows);
            var (sum, first, second) = Line(volume.Slice(line * columns, columns), highest);
            total += sum;
            x += first;
            xx += second;
            y += sum * row;
            yy += (double)sum * row * row;
            z += sum * depth;
            zz += (double)sum * depth * depth;
        }

        var (meanX, meanY, meanZ) = (x / total, y / total, z / total);
        return (
            new Vector3((float)meanX, (float)meanY, (float)meanZ),
            new Vector3(Deviation(xx / total, meanX), Deviation(yy / total, meanY), Deviation(zz / total, meanZ)));
    }

    private static float Deviation(double square, double mean) => (float)Math.Sqrt(Math.Max(0, square - (mean * mean)));

    private static (float Sum, float First, float Second) Line(ReadOnlySpan<float> logits, float highest)
    {
        var whole = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var (sums, firsts, seconds) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var column = Vector<float>.Indices;
        foreach (var cells in whole)
        {
            var weights = Vector.Exp(cells - new Vector<float>(highest));
            sums += weights;
            firsts += weights * column;
            seconds += weights * column * column;
            column += new Vector<float>(Vector<float>.Count);
        }

        var (sum, first, second) = (Vector.Sum(sums), Vector.Sum(firsts), Vector.Sum(seconds));
        for (var i = whole.Length * Vector<float>.Count; i < logits.Length; i++)
        {
            var weight = MathF.Exp(logits[i] - highest);
            sum += weight;
            first += weight * i;
            second += weight * i * i;
        }

        return (sum, first, second);
    }
}
