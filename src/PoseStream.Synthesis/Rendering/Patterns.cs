using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>The colour of a material at a place of its surface.</summary>
internal static class Patterns
{
    /// <param name="u">Across, metres.</param>
    /// <param name="v">Along (up), metres.</param>
    /// <param name="footprint_m">Size of a pixel on the surface: details below it fade to their mean instead of flickering.</param>
    public static Vector3 Color(Material material, float u, float v, float footprint_m)
    {
        var color = material.Color;
        if (material.Pattern != PatternKind.Plain)
        {
            color = Patterned(material, u, v, footprint_m);
        }

        if (material.Grain > 0)
        {
            var size = 1 / material.GrainSize_m;
            var offset = material.Seed * 0.137f;
            // Two sizes turned against each other hide that the tile repeats; the small one goes first with distance.
            var coarse = NoiseTile.Sample((((u * 0.8f) + (v * 0.6f)) * 0.23f * size) + offset, (((v * 0.8f) - (u * 0.6f)) * 0.23f * size) + offset);
            var fine = Math.Clamp(1.3f - (footprint_m * size * 10), 0, 1);
            var cloud = coarse - 0.5f;
            if (fine > 0)
            {
                cloud += fine * (NoiseTile.Sample((u * size) + offset, (v * size) + offset) - 0.5f);
            }

            color *= 1 + (1.4f * material.Grain * cloud);
        }

        return color;
    }

    private static Vector3 Patterned(Material material, float u, float v, float footprint_m)
    {
        if (material.Angle_rad != 0)
        {
            var (sine, cosine) = MathF.SinCos(material.Angle_rad);
            (u, v) = ((cosine * u) + (sine * v), (cosine * v) - (sine * u));
        }

        var inverse = 1 / material.Period_m;
        var x = u * inverse;
        var y = v * inverse;
        var seed = material.Seed;
        var share = material.Pattern switch
        {
            PatternKind.Stripes => Fraction(y) < 0.5f ? 0f : 1f,
            PatternKind.Checks => 0.5f * ((Fraction(x) < 0.5f ? 0f : 1f) + (Fraction(y) < 0.5f ? 0f : 1f)),
            PatternKind.Dots => Dot(Fraction(x) - 0.5f, Fraction(y) - 0.5f),
            PatternKind.Blotches => Math.Clamp((NoiseTile.Sample((x * 0.25f) + (seed * 0.31f), (y * 0.25f) + (seed * 0.17f)) - 0.3f) * 2.5f, 0, 1),
            PatternKind.Bricks => Bricks(x, y * 2.6f, seed),
            PatternKind.Planks => Fraction(x) < 0.05f ? 1 : 0.5f * NoiseTile.Cell((int)MathF.Floor(x), 0, seed),
            PatternKind.Slabs => Fraction(x) < 0.03f || Fraction(y) < 0.03f ? 1 : 0.35f * NoiseTile.Cell((int)MathF.Floor(x), (int)MathF.Floor(y), seed),
            PatternKind.Writing => Writing(x, y, seed),
            _ => -1f,
        };
        if (share < 0)
        {
            return material.Pattern == PatternKind.Windows ? Windows(material, x, y) : Shelf(material, x, y);
        }

        var fade = Math.Clamp((footprint_m * inverse * 2.5f) - 0.8f, 0, 1);
        return Vector3.Lerp(material.Color, material.Second, share + ((0.4f - share) * fade));
    }

    private static float Fraction(float value) => value - MathF.Floor(value);

    private static float Dot(float x, float y) => (x * x) + (y * y) < 0.06f ? 1 : 0;

    private static float Bricks(float x, float y, int seed)
    {
        var row = (int)MathF.Floor(y);
        var shifted = x + ((row & 1) * 0.5f);
        return Fraction(y) < 0.12f || Fraction(shifted) < 0.05f ? 1 : 0.4f * NoiseTile.Cell((int)MathF.Floor(shifted), row, seed);
    }

    private static Vector3 Windows(Material material, float x, float y)
    {
        var column = (int)MathF.Floor(x);
        var storey = (int)MathF.Floor(y * 0.75f);
        var fx = Fraction(x);
        var fy = Fraction(y * 0.75f);
        if (fx is < 0.22f or > 0.78f || fy is < 0.25f or > 0.85f)
        {
            return material.Color * (0.92f + (0.08f * (Fraction(y * 6) < 0.1f ? 0f : 1f)));
        }

        if (fx is < 0.26f or > 0.74f || fy is < 0.28f or > 0.82f || MathF.Abs(fx - 0.5f) < 0.015f)
        {
            return material.DecalColor;
        }

        // Half drawn blinds, lamps behind, the sky mirrored in the upper half.
        var cell = NoiseTile.Cell(column, storey, material.Seed);
        if (cell < 0.3f && fy > 0.4f + cell)
        {
            return material.DecalColor * 0.7f;
        }

        var glass = cell > 0.85f ? new Vector3(0.8f, 0.6f, 0.3f) : material.Second * (0.5f + cell);
        return Vector3.Lerp(glass, new Vector3(0.5f, 0.6f, 0.7f), 0.35f * fy);
    }

    private static Vector3 Shelf(Material material, float x, float y)
    {
        if (Fraction(y) < 0.09f)
        {
            return material.Color;
        }

        var board = (int)MathF.Floor(y);
        var item = (int)MathF.Floor((x * 7) + (3 * NoiseTile.Cell(board, 1, material.Seed)));
        var tall = 0.35f + (0.6f * NoiseTile.Cell(item, board, material.Seed));
        if (Fraction(y) > tall)
        {
            return material.Color * 0.15f;
        }

        return Palette.FromHsv(
            NoiseTile.Cell(item, board, material.Seed + 1), 0.7f * NoiseTile.Cell(item, board, material.Seed + 2), 0.15f + (0.75f * NoiseTile.Cell(item, board, material.Seed + 3)));
    }

    private static float Writing(float x, float y, int seed)
    {
        var line = (int)MathF.Floor(y);
        var fy = Fraction(y) * 7;
        var letter = (int)MathF.Floor(x * 1.6f);
        var fx = Fraction(x * 1.6f) * 4;
        if (fy is < 1 or >= 6 || fx >= 3 || NoiseTile.Cell(letter, line, seed) < 0.18f)
        {
            return 0;
        }

        return NoiseTile.Cell((letter * 3) + (int)fx, (line * 5) + (int)fy, seed) < 0.58f ? 1 : 0;
    }
}
