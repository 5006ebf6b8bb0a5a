using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Things indoors that a careless detector takes for people: upright, legged, hung with clothes.</summary>
internal static class Furniture
{
    public static float Table(PropBuilder build)
    {
        var dice = build.Dice;
        var (x, y, high) = (dice.Uniform(0.3f, 0.5f), dice.Uniform(0.4f, 1), dice.Uniform(0.45f, 0.95f));
        var wood = dice.Chance(0.6f) ? build.Wood() : build.Thing();
        var legs = dice.Chance(0.5f) ? wood : build.Metal();
        build.Box(wood, 0, 0, high, x, y, 0.02f);
        for (var i = 0; i < 4; i++)
        {
            var at = new Vector3((i & 1) == 0 ? x - 0.05f : 0.05f - x, (i & 2) == 0 ? y - 0.05f : 0.05f - y, 0);
            build.Pole(legs, at, at with { Z = high - 0.02f }, 0.022f, 0.028f);
        }

        for (var things = dice.Below(4); things > 0; things--)
        {
            Clutter(build, dice.Uniform(-x, x) * 0.8f, dice.Uniform(-y, y) * 0.8f, high + 0.02f);
        }

        return Math.Max(x, y);
    }

    public static float Chair(PropBuilder build)
    {
        var dice = build.Dice;
        var seat = dice.Chance(0.5f) ? build.Wood() : build.Thing();
        var legs = dice.Chance(0.5f) ? build.Metal() : seat;
        var high = dice.Uniform(0.42f, 0.48f);
        build.Box(seat, 0, 0, high, 0.21f, 0.21f, 0.025f);
        build.Box(seat, -0.2f, 0, high + dice.Uniform(0.25f, 0.4f), 0.02f, 0.2f, dice.Uniform(0.1f, 0.25f));
        for (var i = 0; i < 4; i++)
        {
            var at = new Vector3((i & 1) == 0 ? 0.18f : -0.19f, (i & 2) == 0 ? 0.18f : -0.18f, 0);
            build.Pole(legs, at, at with { Z = (i & 1) == 0 ? high : high + 0.4f }, 0.014f, 0.016f);
        }

        return 0.3f;
    }

    public static float Shelf(PropBuilder build)
    {
        var dice = build.Dice;
        var (wide, high) = (dice.Uniform(0.35f, 1), dice.Uniform(0.8f, 2.2f));
        var wood = build.Wood();
        build.Box(wood, 0, 0, high / 2, 0.16f, wide, high / 2);
        build.Board(wood with { Pattern = PatternKind.Shelf, Period_m = dice.Uniform(0.25f, 0.4f) }, 0.165f, 0, high / 2, wide - 0.03f, (high / 2) - 0.03f);
        return wide;
    }

    public static float Sofa(PropBuilder build)
    {
        var dice = build.Dice;
        var cloth = OutfitGenerator.Cloth(dice, 0.3f, 0.25f);
        var wide = dice.Uniform(0.45f, 1.1f);
        build.Box(cloth, 0, 0, 0.22f, 0.4f, wide, 0.2f);
        build.Pole(cloth, new(-0.35f, -wide, 0.55f), new(-0.35f, wide, 0.55f), 0.17f, 0.17f);
        build.Pole(cloth, new(-0.3f, -wide, 0.5f), new(0.35f, -wide, 0.48f), 0.12f, 0.12f);
        build.Pole(cloth, new(-0.3f, wide, 0.5f), new(0.35f, wide, 0.48f), 0.12f, 0.12f);
        return wide;
    }

    /// <summary>A coat on a stand is the nearest to a person that a room holds.</summary>
    public static float CoatStand(PropBuilder build)
    {
        var dice = build.Dice;
        var pole = dice.Chance(0.5f) ? build.Wood() : build.Metal();
        var high = dice.Uniform(1.5f, 1.9f);
        build.Pole(pole, Vector3.Zero, new(0, 0, high), 0.02f, 0.02f);
        for (var coats = 1 + dice.Below(3); coats > 0; coats--)
        {
            var angle = dice.Uniform(0, 6.28f);
            var (y, x) = MathF.SinCos(angle);
            var cloth = OutfitGenerator.Cloth(dice, 0.2f, 0.5f);
            build.Pole(cloth, new(0.12f * x, 0.12f * y, high - 0.2f), new(0.16f * x, 0.16f * y, high - dice.Uniform(0.7f, 1.1f)), dice.Uniform(0.06f, 0.12f), dice.Uniform(0.1f, 0.2f));
        }

        if (dice.Chance(0.4f))
        {
            build.Ball(build.Thing(), 0, 0, high + 0.05f, 0.13f, 0.13f, 0.08f);
        }

        return 0.3f;
    }

    public static float Screen(PropBuilder build)
    {
        var dice = build.Dice;
        var (wide, high, at) = (dice.Uniform(0.3f, 1), dice.Uniform(0.2f, 0.5f), dice.Uniform(0.9f, 1.7f));
        var frame = build.Metal();
        build.Box(frame, 0, 0, at, 0.03f, wide, high);
        build.Board(build.Writing(dice.Uniform(0.05f, 0.2f), luminous: dice.Chance(0.6f)), 0.035f, 0, at, wide - 0.03f, high - 0.03f);
        build.Pole(frame, Vector3.Zero, new(0, 0, at), 0.03f, 0.03f);
        return wide;
    }

    public static float Plant(PropBuilder build)
    {
        var dice = build.Dice;
        var pot = build.Thing();
        build.Pole(pot, new(0, 0, 0.12f), new(0, 0, 0.3f), 0.12f, 0.17f);
        Vegetation.Crown(build, 6, new Vector3(0, 0, dice.Uniform(0.6f, 1.3f)), dice.Uniform(0.2f, 0.4f));
        return 0.3f;
    }

    public static void Clutter(PropBuilder build, float x, float y, float z)
    {
        var dice = build.Dice;
        var size = dice.Uniform(0.04f, 0.16f);
        switch (dice.Below(3))
        {
            case 0:
                build.Box(build.Thing(0.5f), x, y, z + size, size * dice.Uniform(0.4f, 1.2f), size, size);
                break;
            case 1:
                build.Ball(build.Thing(0.5f), x, y, z + size, size, size, size);
                break;
            default:
                build.Pole(build.Thing(0.3f), new(x, y, z + 0.03f), new(x, y, z + (size * 2)), 0.035f, dice.Uniform(0.01f, 0.05f));
                break;
        }
    }
}
