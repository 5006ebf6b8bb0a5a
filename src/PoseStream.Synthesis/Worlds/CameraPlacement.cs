using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Puts cameras up as people do: phones at chest height, tripods, ceilings, masts; a little askew; any lens from tele to wide.</summary>
public static class CameraPlacement
{
    /// <param name="target_m">What the camera should roughly have in the picture.</param>
    /// <param name="distance_m">Wanted distance; cut at the world's walls.</param>
    /// <param name="distort">Gives half of the lenses some distortion; crops by changed intrinsics need none.</param>
    public static CameraView Make(Dice dice, World world, FrameGeometry geometry, Vector3 target_m, float distance_m, bool distort)
    {
        var fieldOfView = dice.Unit() switch { < 0.15f => dice.Uniform(20, 38), < 0.85f => dice.Uniform(38, 75), _ => dice.Uniform(75, 100) };
        return Make(dice, world, geometry, target_m, distance_m, fieldOfView, distort);
    }

    /// <param name="horizontal_deg">Field of view.</param>
    public static CameraView Make(Dice dice, World world, FrameGeometry geometry, Vector3 target_m, float distance_m, float horizontal_deg, bool distort)
    {
        var model = CameraModel.FromFieldOfView(geometry, horizontal_deg);
        if (distort && dice.Chance(0.5f))
        {
            // Barrel for wide lenses, less for long ones; k2 bends the edge back so that the map stays one to one.
            var bend = dice.Uniform(0, 0.25f) * horizontal_deg / 100;
            model = model with { Distortion = new LensDistortion(-bend, bend * bend * 0.5, dice.Normal(0, 0.001f), dice.Normal(0, 0.001f), 0) };
        }

        var height = dice.Unit() switch { < 0.7f => dice.Uniform(0.8f, 2), < 0.8f => dice.Uniform(0.2f, 0.8f), _ => dice.Uniform(2, 6) };
        height = Math.Min(height, world.CameraHeight_m);
        var (sine, cosine) = MathF.SinCos(dice.Uniform(0, MathF.Tau));
        var place = Inside(world, new Vector2(target_m.X, target_m.Y), new Vector2(cosine, sine), distance_m);
        var position = new Vector3(place, height);
        var way = target_m - position;
        var flat = new Vector2(way.X, way.Y).Length();
        var vertical = MathF.Atan(MathF.Tan(horizontal_deg * MathF.PI / 360) * geometry.Height / geometry.Width);
        var yaw = MathF.Atan2(way.Y, way.X) + (dice.Uniform(-0.35f, 0.35f) * horizontal_deg * MathF.PI / 180);
        var pitch = MathF.Atan2(-way.Z, flat) + (dice.Uniform(-0.3f, 0.3f) * vertical);
        var roll = dice.Chance(0.8f) ? dice.Normal(0, 0.03f) : dice.Normal(0, 0.17f);
        return CameraView.Aimed(model, position, yaw, pitch, roll);
    }

    private static Vector2 Inside(World world, Vector2 target, Vector2 direction, float distance)
    {
        // The far intersection of the ray with the circle that the walls leave.
        var along = Vector2.Dot(target, direction);
        var root = MathF.Sqrt(Math.Max(0, (along * along) - target.LengthSquared() + (world.CameraReach_m * world.CameraReach_m)));
        return target + (direction * Math.Min(distance, Math.Max(0.5f, root - along)));
    }
}
