using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Racks, machines, mats and wall bars.</summary>
internal static class GymThings
{
    public static float Rack(PropBuilder build)
    {
        var dice = build.Dice;
        var metal = build.Metal();
        var disc = new Material(Palette.Thing(dice) * 0.6f) { Gloss = 0.2f };
        var high = dice.Uniform(1.2f, 2.3f);
        for (var i = 0; i < 4; i++)
        {
            var at = new Vector3((i & 1) == 0 ? 0.5f : -0.5f, (i & 2) == 0 ? 0.6f : -0.6f, 0);
            build.Box(metal, at.X, at.Y, high / 2, 0.035f, 0.035f, high / 2);
        }

        build.Box(metal, 0.5f, 0, high, 0.03f, 0.6f, 0.03f);
        build.Box(metal, -0.5f, 0, high, 0.03f, 0.6f, 0.03f);
        var bar = dice.Uniform(0.6f, 1.5f);
        build.Pole(metal, new(0.55f, -1.05f, bar), new(0.55f, 1.05f, bar), 0.015f, 0.015f);
        for (var side = -1; side <= 1; side += 2)
        {
            build.Ball(disc, 0.55f, side * 0.85f, bar, 0.22f, 0.03f, 0.22f);
            build.Ball(disc, 0.55f, side * 0.92f, bar, 0.17f, 0.03f, 0.17f);
        }

        return 0.9f;
    }

    public static float Treadmill(PropBuilder build)
    {
        var dark = build.Metal();
        var grip = build.Thing();
        build.Box(dark, 0, 0, 0.1f, 0.85f, 0.38f, 0.09f);
        for (var side = -1; side <= 1; side += 2)
        {
            build.Pole(grip, new(0.7f, side * 0.36f, 0.15f), new(0.55f, side * 0.36f, 1.15f), 0.035f, 0.03f);
            build.Pole(grip, new(0.55f, side * 0.36f, 1), new(0.1f, side * 0.36f, 0.95f), 0.025f, 0.025f);
        }

        build.Box(dark, 0.58f, 0, 1.2f, 0.04f, 0.36f, 0.14f);
        build.Board(build.Writing(0.05f, luminous: true), 0.53f, 0, 1.22f, 0.2f, 0.1f);
        return 0.9f;
    }

    public static float Mat(PropBuilder build)
    {
        build.Box(build.Thing(), 0, 0, 0.015f, build.Dice.Uniform(0.8f, 1.2f), build.Dice.Uniform(0.3f, 1), 0.015f);
        return 0;
    }

    public static float PunchBag(PropBuilder build)
    {
        var bag = build.Thing(0.3f);
        build.Pole(build.Metal(), new(0, 0, 1.9f), new(0, 0, 3), 0.01f, 0.01f);
        build.Pole(bag, new(0, 0, 0.75f), new(0, 0, 1.75f), 0.17f, 0.17f);
        return 0.3f;
    }

    public static float DumbbellRack(PropBuilder build)
    {
        var metal = build.Metal();
        var disc = build.Thing();
        for (var row = 0; row < 3; row++)
        {
            build.Box(metal, 0, 0, 0.3f + (0.3f * row), 0.15f, 0.9f, 0.02f);
            for (var i = 0; i < 5; i++)
            {
                var y = -0.75f + (0.37f * i);
                build.Pole(disc, new(-0.1f, y, 0.38f + (0.3f * row)), new(0.12f, y, 0.38f + (0.3f * row)), 0.06f, 0.06f);
            }
        }

        build.Box(metal, 0, -0.9f, 0.5f, 0.16f, 0.02f, 0.5f);
        build.Box(metal, 0, 0.9f, 0.5f, 0.16f, 0.02f, 0.5f);
        return 0.9f;
    }

    /// <summary>Rungs on a wall.</summary>
    public static float WallBars(PropBuilder build)
    {
        var wood = build.Wood();
        for (var i = 0; i < 9; i++)
        {
            build.Pole(wood, new(0.08f, -0.45f, 0.3f + (0.25f * i)), new(0.08f, 0.45f, 0.3f + (0.25f * i)), 0.02f, 0.02f);
        }

        build.Box(wood, 0.05f, -0.47f, 1.25f, 0.06f, 0.02f, 1.25f);
        build.Box(wood, 0.05f, 0.47f, 1.25f, 0.06f, 0.02f, 1.25f);
        return 0.6f;
    }
}
