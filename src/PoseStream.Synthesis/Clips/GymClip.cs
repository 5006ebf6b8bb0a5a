using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>A gym: squats, jumping jacks and lunges beside one another, and somebody who walks between them.</summary>
internal static class GymClip
{
    private const float Ceiling_m = 4.2f;

    public static Stage Build(Dice dice, ClipScript script)
    {
        var (light, sky) = LightGenerator.Indoors(dice);
        var world = new World { Kind = WorldKind.Gym, Light = light, Sky = sky, Radius_m = 5, CameraReach_m = 6, CameraHeight_m = Ceiling_m - 0.15f };
        Enclosure.Build(world, dice, new Vector2(6.5f, 6), Ceiling_m);
        var build = new PropBuilder(world.Solids, dice);
        GymThings.Rack(build.Stand(new(-4.4f, 4.4f), -1));
        GymThings.Treadmill(build.Stand(new(-1.9f, 4.6f), -MathF.PI / 2));
        GymThings.DumbbellRack(build.Stand(new(0.7f, 5.4f), -MathF.PI / 2));
        GymThings.PunchBag(build.Stand(new(3.2f, 4.4f), 0));
        GymThings.WallBars(build.Stand(new(5, 5.8f), -MathF.PI / 2));

        var casting = new Casting(dice, script.Seconds);
        // Each has a whole number of repetitions in the round.
        casting.Stay("gym-1", casting.Person(), new(-1.9f, 1.1f), -60, (body, style) => new SquatMotion(body, style with { Tempo = 1 }, ArmAction.Carry, period_s: script.Seconds / 4f));
        casting.Stay("gym-2", casting.Person(), new(0.4f, 1.9f), -95, (body, style) => new JumpingJackMotion(body, style with { Tempo = 1.15f * 10 / script.Seconds }));
        casting.Stay("gym-3", casting.Person(), new(2.2f, 0.6f), -150, (body, style) => new LungeMotion(body, style with { Tempo = 3.6f * 4 / script.Seconds }));
        casting.Stroll("gym-4", casting.Person(), [new(3.4f, 3.1f), new(-3.3f, 3.1f), new(-3.3f, -0.6f), new(3.4f, -0.6f)], 0.1);

        var camera = CameraModel.FromFieldOfView(script.Geometry, 66);
        return new Stage(world, CameraView.LookingAt(camera, new(-0.3f, -4.2f, 1.7f), new(0.1f, 1.4f, 0.85f)), casting.Cast);
    }
}
