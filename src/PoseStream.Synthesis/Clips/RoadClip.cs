using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>A square as a vehicle sees it that comes to it: people cross 14 to 34 metres ahead, one comes and goes, one waits. At the far end somebody is 50 pixels high.</summary>
internal static class RoadClip
{
    public static Stage Build(Dice dice, ClipScript script)
    {
        var world = OutdoorSet.Build(dice, new(60, 44), radius_m: 20, cameraReach_m: 24);
        var build = new PropBuilder(world.Solids, dice);
        StreetThings.Car(build.Stand(new(-6.5f, 16), MathF.PI / 2));
        StreetThings.Car(build.Stand(new(7, 22), -MathF.PI / 2));
        Vegetation.Tree(build.Stand(new(-8.5f, 27), 0));
        StreetThings.Post(build.Stand(new(6, 12), 0));
        StreetThings.Bench(build.Stand(new(9, 15), MathF.PI));

        var casting = new Casting(dice, script.Seconds);
        casting.Pass("road-1", casting.Person(), new(-11, 14), new(11, 14), dice.Uniform(0, 1));
        casting.Stroll("road-2", casting.Person(), [new(4, 19.6f), new(4, 20.4f), new(-4, 20.4f), new(-4, 19.6f)], dice.Uniform(0, 1));
        casting.Stroll("road-3", casting.Person(), [new(-3, 26.6f), new(-3, 27.4f), new(5, 27.4f), new(5, 26.6f)], dice.Uniform(0, 1));
        casting.Stroll("road-4", casting.Person(), [new(3, 33.6f), new(3, 34.4f), new(-5, 34.4f), new(-5, 33.6f)], dice.Uniform(0, 1), arms: ArmAction.Phone);
        casting.Stroll("road-5", casting.Person(), [new(2, 15), new(2.8f, 15), new(2.8f, 24), new(2, 24)], dice.Uniform(0, 1));
        casting.Stay("road-6", casting.Person(children: 0.3f), new(-3.5f, 18), dice.Uniform(0, 360), (body, style) => new StandMotion(body, style, ArmAction.Phone));

        var camera = CameraModel.FromFieldOfView(script.Geometry, dice.Uniform(50, 70));
        return new Stage(world, CameraView.LookingAt(camera, new(dice.Uniform(-1, 1), 0, dice.Uniform(1.4f, 2.4f)), new(0, 20, 0.9f)), casting.Cast);
    }
}
