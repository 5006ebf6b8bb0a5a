using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>A place without people: floor, walls, furniture, light. People stand round the origin on the floor z = 0.</summary>
public sealed class World
{
    private readonly List<Vector3> _taken = [];

    public required WorldKind Kind { get; init; }

    public required Light Light { get; init; }

    public required Sky Sky { get; init; }

    /// <summary>People find room within this distance of the origin.</summary>
    public required float Radius_m { get; init; }

    /// <summary>A camera this far from the origin, in any direction, is still inside the walls.</summary>
    public required float CameraReach_m { get; init; }

    /// <summary>Highest a camera may hang.</summary>
    public required float CameraHeight_m { get; init; }

    public List<Solid> Solids { get; } = new(256);

    /// <summary>A scene of this world without people.</summary>
    public Scene NewScene()
    {
        var scene = new Scene { Light = Light, Sky = Sky };
        scene.Add(Solids);
        return scene;
    }

    /// <summary>Keeps people out of a circle on the floor.</summary>
    public void Take(Vector2 center, float radius) => _taken.Add(new Vector3(center, radius));

    /// <summary>A free place for somebody, at least <paramref name="apart_m"/> from everything taken; the nearest found where the world is full.</summary>
    public Vector2 FindPlace(Dice dice, float apart_m)
    {
        const int Tries = 24;
        var best = Vector2.Zero;
        var bestRoom = float.NegativeInfinity;
        for (var i = 0; i < Tries; i++)
        {
            var angle = dice.Uniform(0, MathF.Tau);
            var place = Radius_m * MathF.Sqrt(dice.Unit()) * new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            var room = float.PositiveInfinity;
            foreach (var taken in _taken)
            {
                room = Math.Min(room, Vector2.Distance(place, new Vector2(taken.X, taken.Y)) - taken.Z);
            }

            if (room > bestRoom)
            {
                (best, bestRoom) = (place, room);
            }

            if (room >= apart_m)
            {
                break;
            }
        }

        return best;
    }
}
