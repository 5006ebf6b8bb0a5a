using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Zips, ties, logos and numbers on a garment's front.</summary>
internal static class Decals
{
    /// <param name="place">On the trunk, metres: x forward, y left, z up along the garment.</param>
    public static Vector3 Over(Vector3 color, Material material, Vector3 place)
    {
        var front = place.X > 0;
        var (y, z) = (place.Y, place.Z);
        var covered = material.Decal switch
        {
            DecalKind.Zip => front && MathF.Abs(y) < 0.006f,
            DecalKind.Buttons => front && (MathF.Abs(y) < 0.002f || ((y * y) + Square(z - (0.09f * MathF.Round(z / 0.09f))) < 0.00005f)),
            DecalKind.OpenFront => front && MathF.Abs(y) < 0.035f + (0.12f * Math.Max(0, 0.3f - z)),
            DecalKind.Tie => front && z > -0.02f && MathF.Abs(y) < 0.035f - (0.05f * Math.Clamp(z, 0, 0.4f)),
            DecalKind.Emblem => front && y is > 0.03f and < 0.12f && z is > 0.17f and < 0.25f
                && Square((y - 0.075f) / 0.04f) + Square((z - 0.21f) / 0.04f) < 1,
            DecalKind.Number => z is > 0.02f and < 0.22f && Digits(front ? -y : y, z, material.Seed),
            _ => false,
        };
        return covered ? material.DecalColor : color;
    }

    private static bool Digits(float across, float z, int seed)
    {
        var column = (int)MathF.Floor((across + 0.09f) / 0.026f);
        var row = (int)((z - 0.02f) / 0.04f);
        return column is >= 0 and < 7 and not 3
            && (row is 0 or 4 || column is 0 or 2 or 4 or 6 || row == 2)
            && NoiseTile.Cell(column, row, seed) < 0.78f;
    }

    private static float Square(float value) => value * value;
}
