using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// A square on which six people cross one another's ways: two pass from side to side, one slantwise, two walk to and fro in depth, one waits in the midst of them.
/// They come from apart, meet half-way through the round, and everybody is hidden by somebody at times. Another seed has other people, other light, and another lens and place of the camera.
/// </summary>
internal static class CrossingClip
{
    public static Stage Build(Dice dice, ClipScript script)
    {
        var world = OutdoorSet.Build(dice, new(30, 12));
        var build = new PropBuilder(world.Solids, dice);
        StreetThings.Bench(build.Stand(new(-3.4f, 6.4f), -MathF.PI / 2));
        StreetThings.Bin(build.Stand(new(3.1f, 6.5f), 0));
        Vegetation.Tree(build.Stand(new(5.8f, 7.2f), 0));

        var casting = new Casting(dice, script.Seconds);
        casting.Pass("crossing-1", casting.Person(), new(-8.4f, 0.4f), new(8.4f, 0.4f), dice.Uniform(-0.1f, 0.1f));
        casting.Pass("crossing-2", casting.Person(children: 0.2f), new(9, 1.6f), new(-9, 1.6f), dice.Uniform(-0.05f, 0.15f), ArmAction.Phone);
        casting.Pass("crossing-3", casting.Person(), new(-9.4f, 4.6f), new(8.4f, 2.8f), dice.Uniform(-0.15f, 0.1f));
        casting.Stroll("crossing-4", casting.Person(), [new(-1.3f, 5.4f), new(-2.1f, 5.4f), new(-1.7f, -1.4f), new(-0.9f, -1.4f)], dice.Uniform(0, 1));
        casting.Stroll("crossing-5", casting.Person(), [new(1.7f, 5.2f), new(0.9f, 5.2f), new(1.1f, -1.2f), new(1.9f, -1.2f)], dice.Uniform(0, 1));
        casting.Stay("crossing-6", casting.Person(), new(0, 2.2f), dice.Uniform(0, 360), (body, style) => new StandMotion(body, style, ArmAction.Phone));

        var camera = CameraModel.FromFieldOfView(script.Geometry, dice.Uniform(50, 78));
        return new Stage(world, CameraView.LookingAt(camera, new(dice.Uniform(-1.5f, 1.5f), -6, dice.Uniform(1.9f, 3.2f)), new(0, 1.4f, 0.85f)), casting.Cast);
    }
}
