using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>Daylight and buildings round an open place, on which a clip puts things and people.</summary>
internal static class OutdoorSet
{
    /// <param name="half_m">From the middle to the buildings, to the sides and ahead.</param>
    /// <param name="radius_m">As <see cref="World.Radius_m"/>.</param>
    /// <param name="cameraReach_m">As <see cref="World.CameraReach_m"/>.</param>
    public static World Build(Dice dice, Vector2 half_m, float radius_m = 6, float cameraReach_m = 9)
    {
        var (light, sky) = LightGenerator.Outdoors(dice);
        var world = new World { Kind = WorldKind.Street, Light = light, Sky = sky, Radius_m = radius_m, CameraReach_m = cameraReach_m, CameraHeight_m = 6 };
        Enclosure.Build(world, dice, half_m, 0);
        return world;
    }
}
