using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Makes places with plenty in them: clutter and look-alikes teach a detector more than better people do (facts: synthetic training §2).</summary>
public static class WorldGenerator
{
    private delegate float Prop(PropBuilder build);

    private static readonly Prop[] StreetProps =
    [
        StreetThings.Post, StreetThings.Post, StreetThings.Billboard, StreetThings.Bin, StreetThings.Bench, StreetThings.BallAndBag, Vegetation.Tree, Vegetation.Bush, Furniture.Chair, Furniture.Table,
    ];

    private static readonly Prop[] RoomProps =
    [
        Furniture.Table, Furniture.Table, Furniture.Chair, Furniture.Chair, Furniture.Chair, Furniture.Shelf, Furniture.Sofa, Furniture.CoatStand, Furniture.CoatStand, Furniture.Screen, Furniture.Plant,
        StreetThings.BallAndBag, StreetThings.Bin,
    ];

    private static readonly Prop[] GymProps =
    [
        GymThings.Rack, GymThings.Rack, GymThings.Treadmill, GymThings.Treadmill, GymThings.Mat, GymThings.PunchBag, GymThings.DumbbellRack, GymThings.WallBars, StreetThings.BallAndBag,
        StreetThings.BallAndBag, StreetThings.Bench, Furniture.Screen, Furniture.Chair,
    ];

    private static readonly Prop[] ParkProps =
    [
        Vegetation.Tree, Vegetation.Tree, Vegetation.Tree, Vegetation.Bush, Vegetation.Bush, StreetThings.Bench, StreetThings.Bin, StreetThings.Post, StreetThings.BallAndBag, StreetThings.Billboard,
    ];

    public static World Make(Dice dice) => Make(dice, dice.Pick(WorldKind.Street, WorldKind.Street, WorldKind.Room, WorldKind.Room, WorldKind.Gym, WorldKind.Park));

    public static World Make(Dice dice, WorldKind kind)
    {
        var inside = kind is WorldKind.Room or WorldKind.Gym;
        var (light, sky) = inside ? LightGenerator.Indoors(dice) : LightGenerator.Outdoors(dice);
        // Half the length of the floor along each side.
        var half = kind switch
        {
            WorldKind.Room => new Vector2(dice.Uniform(2.5f, 5.5f), dice.Uniform(2.5f, 5.5f)),
            WorldKind.Gym => new Vector2(dice.Uniform(5, 12), dice.Uniform(5, 12)),
            WorldKind.Street => new Vector2(dice.Uniform(25, 60), dice.Uniform(5, 14)),
            _ => new Vector2(dice.Uniform(25, 60), dice.Uniform(20, 50)),
        };
        var ceiling = kind == WorldKind.Room ? dice.Uniform(2.4f, 3.6f) : dice.Uniform(4, 8);
        var reach = Math.Min(half.X, half.Y) * 0.92f;
        var world = new World
        {
            Kind = kind,
            Light = light,
            Sky = sky,
            Radius_m = Math.Min(reach * 0.75f, 6),
            CameraReach_m = Math.Min(reach, 16),
            CameraHeight_m = inside ? ceiling - 0.15f : 7,
        };
        Enclosure.Build(world, dice, half, inside ? ceiling : 0);
        Furnish(world, dice, half, within_m: 18);
        return world;
    }

    /// <summary>A square or a park with room enough for a camera to be tens of metres from people.</summary>
    public static World MakeWide(Dice dice)
    {
        var (light, sky) = LightGenerator.Outdoors(dice);
        var half = new Vector2(dice.Uniform(30, 60), dice.Uniform(30, 60));
        var world = new World
        {
            Kind = dice.Pick(WorldKind.Street, WorldKind.Street, WorldKind.Park),
            Light = light,
            Sky = sky,
            Radius_m = 18,
            CameraReach_m = Math.Min(half.X, half.Y) * 0.92f,
            CameraHeight_m = 7,
        };
        Enclosure.Build(world, dice, half, 0);
        Furnish(world, dice, half, within_m: 30);
        return world;
    }

    private static void Furnish(World world, Dice dice, Vector2 half, float within_m)
    {
        var build = new PropBuilder(world.Solids, dice);
        var props = world.Kind switch
        {
            WorldKind.Street => StreetProps,
            WorldKind.Room => RoomProps,
            WorldKind.Gym => GymProps,
            _ => ParkProps,
        };
        var reach = Vector2.Min(half * 0.9f, new Vector2(within_m));
        var most = world.Kind is WorldKind.Room ? 14 : 30;
        for (var count = (most / 3) + dice.Below(most); count > 0; count--)
        {
            // Most things stand away from the middle, where people need room; some stand among them.
            var at = new Vector2(dice.Uniform(-reach.X, reach.X), dice.Uniform(-reach.Y, reach.Y));
            if (at.Length() < 0.45f * world.Radius_m && !dice.Chance(0.25f))
            {
                at = Vector2.Normalize(at + new Vector2(1e-3f)) * dice.Uniform(0.6f, 1) * Math.Min(reach.X, reach.Y);
            }

            var radius = props[dice.Below(props.Length)](build.Stand(at, dice.Uniform(0, MathF.Tau)));
            world.Take(at, radius);
        }

        if (world.Kind == WorldKind.Street)
        {
            for (var cars = dice.Below(5); cars > 0; cars--)
            {
                var at = new Vector2(dice.Uniform(-reach.X, reach.X), dice.Sign() * dice.Uniform(0.4f, 0.85f) * half.Y);
                StreetThings.Car(build.Stand(at, dice.Chance(0.5f) ? 0 : MathF.PI));
                world.Take(at, 1.5f);
            }
        }
    }
}
