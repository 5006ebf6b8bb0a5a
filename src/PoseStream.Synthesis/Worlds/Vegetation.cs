using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Trunks and foliage.</summary>
internal static class Vegetation
{
    public static float Tree(PropBuilder build)
    {
        var dice = build.Dice;
        var bark = new Material(Palette.Wood(dice) * 0.6f)
        {
            Second = Palette.FromSrgb(0.15f, 0.12f, 0.1f), Pattern = PatternKind.Blotches, Period_m = 0.12f, Grain = 0.5f, GrainSize_m = 0.25f, Folds = 0.8f, Seed = dice.Below(99),
        };
        var high = dice.Uniform(1.6f, 3.2f);
        var thick = dice.Uniform(0.08f, 0.25f);
        var top = new Vector3(dice.Normal(0, 0.15f), dice.Normal(0, 0.15f), high);
        build.Pole(bark, Vector3.Zero, top, thick, thick * 0.65f);
        for (var i = 0; i < 3; i++)
        {
            build.Pole(bark, top * dice.Uniform(0.6f, 1), top + new Vector3(dice.Normal(0, 0.6f), dice.Normal(0, 0.6f), dice.Uniform(0.4f, 1.2f)), thick * 0.4f, thick * 0.2f);
        }

        Crown(build, 15, top + new Vector3(0, 0, 0.9f), dice.Uniform(0.8f, 1.6f));
        return thick + 0.1f;
    }

    public static float Bush(PropBuilder build)
    {
        var size = build.Dice.Uniform(0.3f, 0.9f);
        Crown(build, 11, new Vector3(0, 0, size * 0.8f), size);
        return size;
    }

    public static void Crown(PropBuilder build, int count, Vector3 center, float size)
    {
        var dice = build.Dice;
        var green = Palette.Leaf(dice);
        for (var i = 0; i < count; i++)
        {
            var leaf = new Material(green * dice.Uniform(0.6f, 1.4f))
            {
                Second = green * 0.15f, Pattern = PatternKind.Blotches, Period_m = size * dice.Uniform(0.12f, 0.3f), Grain = 0.6f, GrainSize_m = size * 0.4f, Folds = 1.4f, Seed = dice.Below(99),
            };
            var at = center + (new Vector3(dice.Normal(0, 0.45f), dice.Normal(0, 0.45f), dice.Normal(0, 0.35f)) * size);
            var radius = size * dice.Uniform(0.18f, 0.5f);
            build.Ball(leaf, at.X, at.Y, Math.Max(at.Z, radius * 0.5f), radius, radius * dice.Uniform(0.7f, 1.2f), radius * dice.Uniform(0.6f, 1));
        }
    }
}
