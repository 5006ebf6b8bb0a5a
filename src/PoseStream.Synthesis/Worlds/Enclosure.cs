using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Floor, walls, ceiling, facades and hedges round a world.</summary>
internal static class Enclosure
{
    private const float SkirtingHeight_m = 0.06f;

    /// <param name="ceiling_m">0 outdoors.</param>
    public static void Build(World world, Dice dice, Vector2 half, float ceiling_m)
    {
        var indoors = ceiling_m > 0;
        var ground = indoors ? half : new Vector2(200);
        world.Solids.Add(Solid.Panel(Vector3.Zero, new Vector3(ground.X, 0, 0), new Vector3(0, ground.Y, 0), Floor(dice, world.Kind)) with { IsFloor = true });
        if (indoors)
        {
            var white = new Material(Palette.FromSrgb(Vector3.One * dice.Uniform(0.6f, 0.95f))) { Second = Palette.FromSrgb(0.5f, 0.5f, 0.5f), Pattern = dice.Chance(0.4f) ? PatternKind.Slabs : PatternKind.Plain, Period_m = 0.6f };
            world.Solids.Add(Solid.Panel(new Vector3(0, 0, ceiling_m), new Vector3(half.X, 0, 0), new Vector3(0, half.Y, 0), white));
            Lamps(world, dice, half, ceiling_m);
        }

        var material = Wall(dice, world.Kind);
        for (var side = 0; side < 4; side++)
        {
            var facing = side % 2 == 0 ? Vector3.UnitX : Vector3.UnitY;
            var sign = side < 2 ? 1 : -1;
            var away = side % 2 == 0 ? half.X : half.Y;
            var halfWide = side % 2 == 0 ? half.Y : half.X;
            if (dice.Chance(0.4f))
            {
                material = Wall(dice, world.Kind);
            }

            if (indoors)
            {
                Inner(world, dice, facing * (sign * away), -sign * facing, halfWide, ceiling_m, material);
            }
            else
            {
                Outer(world, dice, facing * (sign * away), -sign * facing, halfWide, material);
            }
        }
    }

    private static void Inner(World world, Dice dice, Vector3 foot, Vector3 inwards, float halfWide, float high, Material material)
    {
        var along = Vector3.Cross(Vector3.UnitZ, inwards);
        var middle = foot + new Vector3(0, 0, high / 2);
        world.Solids.Add(Solid.Panel(middle, along * halfWide, new Vector3(0, 0, high / 2), material));
        var edge = new Material(Palette.Thing(dice));
        world.Solids.Add(Solid.Panel(foot + (inwards * 0.01f) + new Vector3(0, 0, SkirtingHeight_m), along * halfWide, new Vector3(0, 0, SkirtingHeight_m), edge));
        var build = new PropBuilder(world.Solids, dice);
        for (var things = 1 + dice.Below(5); things > 0; things--)
        {
            Hang(world, build, foot + (along * dice.Uniform(-0.8f, 0.8f) * halfWide) + (inwards * 0.02f), along, inwards, high);
        }
    }

    /// <summary>Doors, windows with dark and light halves, pictures, notices, mirrors.</summary>
    private static void Hang(World world, PropBuilder build, Vector3 foot, Vector3 along, Vector3 inwards, float high)
    {
        var dice = build.Dice;
        void Sheet(Material material, float z, float halfWide, float halfHigh, float off) =>
            world.Solids.Add(Solid.Panel(foot + (inwards * off) + new Vector3(0, 0, z), along * halfWide, new Vector3(0, 0, halfHigh), material));

        switch (dice.Below(4))
        {
            case 0:
                var door = dice.Chance(0.5f) ? build.Wood() : build.Thing();
                Sheet(build.Thing(0), 1.04f, 0.52f, 1.04f, 0);
                Sheet(door, 1, 0.44f, 1, 0.01f);
                Sheet(build.Metal(), 1, 0.03f, 0.06f, 0.02f);
                break;
            case 1:
                var (wide, tall) = (dice.Uniform(0.4f, 1.1f), dice.Uniform(0.4f, 0.8f));
                var z = Math.Min(1.55f, high - tall - 0.1f);
                var outside = Palette.FromHsv(dice.Uniform(0.5f, 0.65f), dice.Uniform(0, 0.3f), dice.Chance(0.7f) ? dice.Uniform(0.7f, 1) : 0.1f);
                var view = new Material(outside) { Second = Palette.Leaf(dice), Pattern = PatternKind.Blotches, Period_m = dice.Uniform(0.3f, 1.5f), Luminous = true, Seed = dice.Below(99) };
                Sheet(new Material(Palette.FromSrgb(0.9f, 0.9f, 0.88f)), z, wide + 0.06f, tall + 0.06f, 0);
                Sheet(view, z, wide, tall, 0.01f);
                Sheet(new Material(Palette.FromSrgb(0.88f, 0.88f, 0.86f)), z, 0.03f, tall, 0.02f);
                if (dice.Chance(0.4f))
                {
                    Sheet(OutfitGenerator.Cloth(dice, 0.4f, 0.3f), z, 0.25f, tall + 0.15f, 0.05f);
                }

                break;
            case 2:
                Sheet(build.Writing(dice.Uniform(0.03f, 0.25f), dice.Chance(0.2f)), dice.Uniform(1.2f, Math.Max(1.3f, high - 0.5f)), dice.Uniform(0.2f, 0.9f), dice.Uniform(0.12f, 0.45f), 0);
                break;
            default:
                Sheet(build.Metal(), 1.55f, 0.4f, 0.32f, 0);
                Sheet(build.Thing(0.9f), 1.55f, 0.36f, 0.28f, 0.01f);
                break;
        }
    }

    private static void Lamps(World world, Dice dice, Vector2 half, float ceiling_m)
    {
        var bright = new Material(Vector3.One * 1.3f) { Luminous = true, Grain = 0 };
        for (var lamps = 1 + dice.Below(5); lamps > 0; lamps--)
        {
            var at = new Vector3(dice.Uniform(-0.8f, 0.8f) * half.X, dice.Uniform(-0.8f, 0.8f) * half.Y, ceiling_m - 0.02f);
            world.Solids.Add(Solid.Panel(at, new Vector3(dice.Uniform(0.1f, 0.6f), 0, 0), new Vector3(0, dice.Uniform(0.05f, 0.3f), 0), bright));
        }
    }

    private static void Outer(World world, Dice dice, Vector3 foot, Vector3 inwards, float halfWide, Material first)
    {
        var along = Vector3.Cross(Vector3.UnitZ, inwards);
        var at = -halfWide;
        var material = first;
        while (at < halfWide)
        {
            // House by house, or hedge by hedge.
            var wide = Math.Min(dice.Uniform(6, 16), halfWide - at + 1);
            var high = world.Kind == WorldKind.Street ? dice.Uniform(4, 16) : dice.Uniform(1.5f, 9);
            var middle = foot + (along * (at + (wide / 2))) - (inwards * dice.Uniform(0, 2)) + new Vector3(0, 0, high / 2);
            world.Solids.Add(Solid.Panel(middle, along * (wide / 2), new Vector3(0, 0, high / 2), material));
            if (world.Kind == WorldKind.Park && dice.Chance(0.75f))
            {
                var build = new PropBuilder(world.Solids, dice).Stand(new Vector2(middle.X, middle.Y) + (new Vector2(inwards.X, inwards.Y) * 1.5f), 0);
                Vegetation.Crown(build, 5, new Vector3(0, 0, high * 0.6f), Math.Max(high * 0.7f, wide * 0.3f));
            }

            if (world.Kind == WorldKind.Street)
            {
                Shop(world, dice, middle with { Z = 0 }, along, inwards, wide / 2);
            }

            material = Wall(dice, world.Kind);
            at += wide;
        }
    }

    private static void Shop(World world, Dice dice, Vector3 foot, Vector3 along, Vector3 inwards, float halfWide)
    {
        var build = new PropBuilder(world.Solids, dice);
        void Sheet(Material material, float side, float z, float wide, float tall, float off) =>
            world.Solids.Add(Solid.Panel(foot + (along * side) + (inwards * off) + new Vector3(0, 0, z), along * wide, new Vector3(0, 0, tall), material));

        Sheet(new Material(Palette.FromSrgb(Vector3.One * dice.Uniform(0.1f, 0.4f))) { Second = Palette.Thing(dice), Pattern = dice.Pick(PatternKind.Shelf, PatternKind.Blotches, PatternKind.Planks), Period_m = 0.8f, Gloss = 0.2f, Seed = dice.Below(99) },
            dice.Uniform(-0.3f, 0.3f) * halfWide, 1.35f, halfWide * dice.Uniform(0.3f, 0.6f), 1.1f, 0.03f);
        Sheet(dice.Chance(0.5f) ? build.Wood() : build.Thing(), dice.Uniform(-0.9f, 0.9f) * halfWide, 1.05f, 0.5f, 1.05f, 0.05f);
        if (dice.Chance(0.7f))
        {
            Sheet(build.Writing(dice.Uniform(0.3f, 0.7f)), dice.Uniform(-0.3f, 0.3f) * halfWide, 2.9f, halfWide * 0.6f, 0.35f, 0.06f);
        }
    }

    private static Material Floor(Dice dice, WorldKind kind)
    {
        var wood = dice.Chance(0.5f);
        var color = kind switch
        {
            WorldKind.Park => Palette.FromHsv(dice.Uniform(0.18f, 0.3f), dice.Uniform(0.25f, 0.6f), dice.Uniform(0.3f, 0.6f)),
            WorldKind.Street => Palette.FromSrgb(dice.Uniform(0.3f, 0.65f) * new Vector3(1, 0.98f, 0.95f)),
            _ => wood ? Palette.Wood(dice) : Palette.Thing(dice),
        };
        var pattern = kind switch
        {
            WorldKind.Park => PatternKind.Blotches,
            WorldKind.Street => dice.Pick(PatternKind.Slabs, PatternKind.Plain, PatternKind.Bricks, PatternKind.Blotches),
            _ => wood ? PatternKind.Planks : dice.Pick(PatternKind.Slabs, PatternKind.Plain, PatternKind.Checks, PatternKind.Blotches, PatternKind.Bricks),
        };
        return new Material(color)
        {
            Second = color * dice.Uniform(0.4f, 0.85f),
            Pattern = pattern,
            Period_m = pattern is PatternKind.Slabs or PatternKind.Checks ? dice.Uniform(0.3f, 1.2f) : pattern == PatternKind.Blotches ? dice.Uniform(0.1f, 0.5f) : dice.Uniform(0.1f, 0.25f),
            Angle_rad = dice.Uniform(0, 3),
            Grain = dice.Uniform(0.1f, 0.4f),
            GrainSize_m = dice.Uniform(0.5f, 2),
            Gloss = kind is WorldKind.Gym or WorldKind.Room ? dice.Uniform(0, 0.15f) : 0,
            Seed = dice.Below(999),
        };
    }

    private static Material Wall(Dice dice, WorldKind kind)
    {
        var color = kind == WorldKind.Park ? Palette.Leaf(dice) : Palette.Thing(dice);
        var pattern = kind switch
        {
            WorldKind.Street => dice.Pick(PatternKind.Windows, PatternKind.Windows, PatternKind.Windows, PatternKind.Bricks, PatternKind.Plain),
            WorldKind.Park => dice.Pick(PatternKind.Blotches, PatternKind.Blotches, PatternKind.Planks, PatternKind.Windows),
            _ => dice.Pick(PatternKind.Plain, PatternKind.Plain, PatternKind.Plain, PatternKind.Bricks, PatternKind.Stripes, PatternKind.Planks, PatternKind.Blotches, PatternKind.Slabs),
        };
        return new Material(color)
        {
            Second = pattern == PatternKind.Windows ? Palette.FromSrgb(dice.Uniform(0.1f, 0.4f) * new Vector3(0.8f, 0.95f, 1.1f)) : color * dice.Uniform(0.3f, 1.2f),
            DecalColor = Palette.FromSrgb(Vector3.One * dice.Uniform(0.3f, 0.95f)),
            Pattern = pattern,
            Period_m = pattern switch { PatternKind.Windows => dice.Uniform(1.6f, 3), PatternKind.Bricks => dice.Uniform(0.22f, 0.5f), PatternKind.Blotches => dice.Uniform(0.3f, 1.5f), _ => dice.Uniform(0.15f, 1) },
            Angle_rad = pattern == PatternKind.Stripes && dice.Chance(0.5f) ? MathF.PI / 2 : 0,
            Grain = dice.Uniform(0.05f, 0.3f),
            GrainSize_m = dice.Uniform(0.6f, 3),
            Seed = dice.Below(999),
        };
    }
}
