using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Things that stand between a camera and a person.</summary>
public static class Occluders
{
    /// <summary>Adds one at a third to most of the way, a little beside the line, so that usually a part of the person is hidden.</summary>
    public static void AddBetween(Scene scene, Dice dice, Vector3 camera_m, Vector3 person_m)
    {
        var share = dice.Uniform(0.35f, 0.85f);
        var way = new Vector2(person_m.X - camera_m.X, person_m.Y - camera_m.Y);
        var aside = Vector2.Normalize(new Vector2(-way.Y, way.X) + new Vector2(1e-4f)) * dice.Normal(0, 0.22f);
        var at = new Vector2(camera_m.X, camera_m.Y) + (way * share) + aside;
        var solids = new List<Solid>();
        var build = new PropBuilder(solids, dice).Stand(at, dice.Uniform(0, MathF.Tau));
        switch (dice.Below(7))
        {
            case 0:
                Furniture.Table(build);
                break;
            case 1:
                Furniture.Chair(build);
                break;
            case 2:
                StreetThings.Post(build);
                break;
            case 3:
                Vegetation.Bush(build);
                break;
            case 4:
                Furniture.Screen(build);
                break;
            case 5:
                StreetThings.Bin(build);
                break;
            default:
                var high = dice.Uniform(0.2f, 0.6f);
                build.Box(build.Thing(0.4f), 0, 0, high, dice.Uniform(0.05f, 0.4f), dice.Uniform(0.1f, 0.6f), high);
                break;
        }

        scene.Add(solids);
    }
}
