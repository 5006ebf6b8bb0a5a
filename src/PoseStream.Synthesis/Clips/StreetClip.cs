using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>A pavement seen from a mast: people pass both ways, one waits with a phone, one walks up and down.</summary>
internal static class StreetClip
{
    public static Stage Build(Dice dice, ClipScript script)
    {
        var world = OutdoorSet.Build(dice, new(30, 10));
        var build = new PropBuilder(world.Solids, dice);
        StreetThings.Car(build.Stand(new(-4.5f, 6.3f), 0));
        StreetThings.Car(build.Stand(new(2.5f, 6.6f), MathF.PI));
        Vegetation.Tree(build.Stand(new(5.5f, 4.2f), 0));
        StreetThings.Post(build.Stand(new(-5.2f, 4f), -1.5f));
        StreetThings.Bench(build.Stand(new(-1.2f, 4.1f), -MathF.PI / 2));
        StreetThings.Bin(build.Stand(new(0.9f, 4.2f), 0));
        StreetThings.Billboard(build.Stand(new(4, 4.2f), -MathF.PI / 2));

        var casting = new Casting(dice, script.Seconds);
        casting.Pass("street-1", casting.Person(), new(-6.9f, -0.4f), new(6.9f, -0.4f), 0.3);
        casting.Pass("street-2", casting.Person(), new(7.3f, 0.7f), new(-7.3f, 0.7f), 0.55, ArmAction.Phone);
        casting.Pass("street-3", casting.Person(children: 0.5f), new(-7.6f, 1.7f), new(7.6f, 1.7f), 0.75);
        casting.Stay("street-4", casting.Person(), new(2.6f, 2.9f), -110, (body, style) => new StandMotion(body, style, ArmAction.Phone));
        casting.Stroll("street-5", casting.Person(), [new(-2.1f, 3), new(-2.9f, 3), new(-2.2f, -1.8f), new(-1.4f, -1.8f)], 0.1);

        var camera = CameraModel.FromFieldOfView(script.Geometry, 62);
        return new Stage(world, CameraView.LookingAt(camera, new(0, -5.6f, 2.6f), new(0, 1.2f, 0.85f)), casting.Cast);
    }
}
