using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>A living room seen from a corner: one sits down and stands up again, one waves, one walks round the room and crosses in front of both.</summary>
internal static class RoomClip
{
    private const float Ceiling_m = 2.7f;

    // One descent and rise takes 11 s at tempo 1.
    private const float SitPeriod_s = 11;

    public static Stage Build(Dice dice, ClipScript script)
    {
        var (light, sky) = LightGenerator.Indoors(dice);
        var world = new World { Kind = WorldKind.Room, Light = light, Sky = sky, Radius_m = 3, CameraReach_m = 3, CameraHeight_m = Ceiling_m - 0.15f };
        Enclosure.Build(world, dice, new Vector2(3.9f, 3.4f), Ceiling_m);
        var build = new PropBuilder(world.Solids, dice);
        Furniture.Sofa(build.Stand(new(0.2f, 2.9f), -MathF.PI / 2));
        Furniture.Shelf(build.Stand(new(3.6f, 1.2f), MathF.PI));
        Furniture.Plant(build.Stand(new(-3.4f, 2.9f), 0));
        Furniture.CoatStand(build.Stand(new(3.4f, 2.9f), 0));

        var casting = new Casting(dice, script.Seconds);
        var sitter = casting.Person();
        casting.Stay("room-1", sitter, new(-1.5f, 1.3f), -80, (body, style) => new SitMotion(body, style with { Tempo = SitPeriod_s / script.Seconds }));
        Stool(build.Stand(new(-1.5f, 1.3f), Curves.Radians(-80)), sitter);
        casting.Stay("room-2", casting.Person(), new(1.7f, 1.5f), -115, (body, style) => new StandMotion(body, style, ArmAction.Wave));
        casting.Stroll("room-3", casting.Person(), [new(2.4f, -0.6f), new(2.4f, 0.3f), new(-2.2f, 0.3f), new(-2.2f, -0.6f)], 0.2, rest_s: 1.5);

        var camera = CameraModel.FromFieldOfView(script.Geometry, 78);
        return new Stage(world, CameraView.LookingAt(camera, new(0.3f, -3.2f, 2), new(0.1f, 1.2f, 0.75f)), casting.Cast);
    }

    /// <summary>As high as the sitter's seat, with a little room for the flesh.</summary>
    private static void Stool(PropBuilder build, PersonLook sitter)
    {
        var seat = new SitMotion(sitter.Proportions, new MotionStyle()).Seat_m;
        var wood = build.Wood();
        build.Box(wood, seat.X - 0.06f, 0, seat.Z - 0.06f, 0.19f, 0.2f, 0.025f);
        for (var i = 0; i < 4; i++)
        {
            var at = new Vector3(seat.X - 0.06f + ((i & 1) == 0 ? 0.16f : -0.16f), (i & 2) == 0 ? 0.17f : -0.17f, 0);
            build.Pole(wood, at, at with { Z = seat.Z - 0.06f }, 0.02f, 0.02f);
        }
    }
}
