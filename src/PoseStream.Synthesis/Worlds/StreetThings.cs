using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Things outdoors: cars, posts, signs, benches, bins.</summary>
internal static class StreetThings
{
    public static float Car(PropBuilder build)
    {
        var dice = build.Dice;
        var paint = new Material(Palette.Thing(dice)) { Gloss = 0.5f, Grain = 0.03f };
        var glass = new Material(Palette.FromSrgb(0.12f, 0.15f, 0.18f)) { Gloss = 0.6f };
        var tyre = new Material(Palette.FromSrgb(0.09f, 0.09f, 0.09f));
        var roof = dice.Uniform(1.4f, 1.9f);
        build.Box(paint, 0, 0, 0.55f, 2.1f, 0.85f, 0.28f);
        build.Pole(paint, new(1.9f, -0.7f, 0.6f), new(1.9f, 0.7f, 0.6f), 0.24f, 0.24f);
        build.Pole(paint, new(-1.95f, -0.7f, 0.6f), new(-1.95f, 0.7f, 0.6f), 0.24f, 0.24f);
        build.Box(glass, -0.2f, 0, (roof + 0.75f) / 2, 1.1f, 0.76f, (roof - 0.8f) / 2);
        build.Box(paint, -0.25f, 0, roof, 0.95f, 0.74f, 0.04f);
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = ((i & 1) == 0 ? 1.3f : -1.3f, (i & 2) == 0 ? 0.78f : -0.78f);
            build.Ball(tyre, x, y, 0.32f, 0.32f, 0.12f, 0.32f);
            build.Ball(build.Metal(), x, y * 1.12f, 0.32f, 0.18f, 0.05f, 0.18f);
        }

        build.Ball(new Material(Palette.FromSrgb(0.95f, 0.93f, 0.85f)), 2.12f, 0.6f, 0.68f, 0.04f, 0.14f, 0.08f);
        build.Ball(new Material(Palette.FromSrgb(0.95f, 0.93f, 0.85f)), 2.12f, -0.6f, 0.68f, 0.04f, 0.14f, 0.08f);
        build.Box(build.Writing(0.08f), -2.17f, 0, 0.55f, 0.01f, 0.26f, 0.06f);
        return 2;
    }

    public static float Post(PropBuilder build)
    {
        var dice = build.Dice;
        var metal = dice.Chance(0.7f) ? build.Metal() : build.Thing(0.5f);
        var high = dice.Chance(0.4f) ? dice.Uniform(0.7f, 1.2f) : dice.Uniform(2.2f, 5);
        var thick = dice.Uniform(0.03f, 0.11f);
        build.Pole(metal, Vector3.Zero, new(0, 0, high), thick, thick * 0.8f);
        if (high > 2)
        {
            build.Box(build.Writing(dice.Uniform(0.05f, 0.15f)), 0.02f, 0, dice.Uniform(1.5f, 2.2f), 0.015f, dice.Uniform(0.15f, 0.4f), dice.Uniform(0.15f, 0.4f));
        }
        else
        {
            build.Ball(metal, 0, 0, high, thick * 1.4f, thick * 1.4f, thick * 1.4f);
        }

        return thick + 0.1f;
    }

    public static float Billboard(PropBuilder build)
    {
        var dice = build.Dice;
        var (wide, high) = (dice.Uniform(0.4f, 1.2f), dice.Uniform(0.4f, 0.9f));
        build.Box(build.Metal(), 0, 0, high + 0.3f, 0.05f, wide, high);
        build.Board(build.Writing(dice.Uniform(0.1f, 0.35f), dice.Chance(0.2f)), 0.055f, 0, high + 0.3f, wide - 0.04f, high - 0.04f);
        build.Box(build.Metal(), 0, 0, 0.15f, 0.04f, 0.05f, 0.15f);
        return wide;
    }

    public static float Bench(PropBuilder build)
    {
        var wood = build.Wood();
        var metal = build.Metal();
        for (var i = 0; i < 3; i++)
        {
            build.Box(wood, -0.15f + (0.15f * i), 0, 0.45f, 0.06f, 0.75f, 0.02f);
        }

        build.Box(wood, -0.28f, 0, 0.7f, 0.02f, 0.75f, 0.07f);
        build.Box(wood, -0.3f, 0, 0.88f, 0.02f, 0.75f, 0.06f);
        for (var side = -1; side <= 1; side += 2)
        {
            build.Pole(metal, new(0.15f, side * 0.65f, 0), new(0.15f, side * 0.65f, 0.44f), 0.025f, 0.025f);
            build.Pole(metal, new(-0.2f, side * 0.65f, 0), new(-0.3f, side * 0.65f, 0.9f), 0.025f, 0.025f);
        }

        return 0.8f;
    }

    /// <summary>A waist-high round thing: bin, barrel, bollard, statue's pedestal.</summary>
    public static float Bin(PropBuilder build)
    {
        var dice = build.Dice;
        var body = build.Thing(0.4f);
        var (thick, high) = (dice.Uniform(0.15f, 0.3f), dice.Uniform(0.5f, 1.2f));
        build.Pole(body, new(0, 0, thick * 0.3f), new(0, 0, high), thick, thick * dice.Uniform(0.85f, 1.15f));
        if (dice.Chance(0.4f))
        {
            build.Ball(build.Thing(), 0, 0, high + (thick * 1.2f), thick * 0.6f, thick * 0.6f, thick * 0.8f);
        }

        return thick + 0.1f;
    }

    public static float BallAndBag(PropBuilder build)
    {
        var dice = build.Dice;
        var size = dice.Uniform(0.1f, 0.32f);
        if (dice.Chance(0.5f))
        {
            build.Ball(build.Thing(0.5f), 0, 0, size, size, size, size);
        }
        else
        {
            var cloth = build.Thing(0.3f);
            build.Box(cloth, 0, 0, size, size * 0.5f, size, size);
            build.Pole(build.Metal(), new(0, -size * 0.5f, size * 2.4f), new(0, size * 0.5f, size * 2.4f), 0.012f, 0.012f);
        }

        return size + 0.1f;
    }
}
