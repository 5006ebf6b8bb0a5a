namespace PoseStream.Synthesis.Rendering;

/// <summary>A square of cloud-like noise that repeats without a seam, computed once: looking it up costs a tenth of computing it.</summary>
internal static class NoiseTile
{
    private const int Bits = 8;
    private const int Size = 1 << Bits;
    private const int Mask = Size - 1;
    private const int Octaves = 6;

    // Bytes, so that the whole tile stays near the core.
    private static readonly byte[] Values = Make();

    /// <summary>0..1, mean about a half. One tile is 1 x 1.</summary>
    public static float Sample(float u, float v)
    {
        u *= Size;
        v *= Size;
        var floorU = MathF.Floor(u);
        var floorV = MathF.Floor(v);
        var fu = u - floorU;
        var fv = v - floorV;
        var x = (int)floorU & Mask;
        var x1 = (x + 1) & Mask;
        var y = ((int)floorV & Mask) << Bits;
        var y1 = (y + Size) & (Mask << Bits);
        var values = Values;
        float a = values[y | x];
        float b = values[y | x1];
        float c = values[y1 | x];
        float d = values[y1 | x1];
        var top = a + (fu * (b - a));
        var bottom = c + (fu * (d - c));
        return (top + (fv * (bottom - top))) * (1 / 255f);
    }

    /// <summary>A fixed random number for a cell of a grid, 0..1.</summary>
    public static float Cell(int x, int y, int seed)
    {
        var hash = unchecked(((uint)x * 374761393u) + ((uint)y * 668265263u) + ((uint)seed * 2246822519u));
        hash = unchecked((hash ^ (hash >> 13)) * 1274126177u);
        return ((hash ^ (hash >> 16)) & 0xFFFFFF) * (1f / 16777216);
    }

    private static byte[] Make()
    {
        var values = new float[Size * Size];
        var total = 0f;
        for (var octave = 0; octave < Octaves; octave++)
        {
            var weight = MathF.Pow(0.74f, octave);
            total += weight;
            AddOctave(values, 4 << octave, weight, octave);
        }

        for (var i = 0; i < values.Length; i++)
        {
            // Stretched, because a sum of octaves crowds round its mean.
            values[i] = Math.Clamp((((values[i] / total) - 0.5f) * 2.2f) + 0.5f, 0, 1);
        }

        return [.. values.Select(value => (byte)((value * 255) + 0.5f))];
    }

    private static void AddOctave(float[] values, int cells, float weight, int seed)
    {
        for (var y = 0; y < Size; y++)
        {
            var gy = (float)y * cells / Size;
            var cy = (int)gy;
            var fy = Smooth(gy - cy);
            for (var x = 0; x < Size; x++)
            {
                var gx = (float)x * cells / Size;
                var cx = (int)gx;
                var fx = Smooth(gx - cx);
                var top = float.Lerp(Cell(cx, cy, seed), Cell((cx + 1) % cells, cy, seed), fx);
                var bottom = float.Lerp(Cell(cx, (cy + 1) % cells, seed), Cell((cx + 1) % cells, (cy + 1) % cells, seed), fx);
                values[(y * Size) + x] += weight * float.Lerp(top, bottom, fy);
            }
        }
    }

    private static float Smooth(float t) => t * t * (3 - (2 * t));
}
