using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Puts people into a world and a camera before them.</summary>
public sealed class SceneComposer(Cast cast, SampleStyle style)
{
    /// <param name="people">So many; null for as many as it comes, by style: often nobody, but among crowds.</param>
    public (Scene Scene, CameraView View) Compose(Dice dice, FrameGeometry geometry, int? people = null)
    {
        var world = style switch
        {
            SampleStyle.Wild => WorldGenerator.Make(dice),
            SampleStyle.Far => WorldGenerator.MakeWide(dice),
            _ => WorldGenerator.Make(dice, dice.Pick(WorldKind.Street, WorldKind.Room, WorldKind.Gym)),
        };
        var scene = world.NewScene();
        var middle = Vector2.Zero;
        for (var count = people ?? PeopleCount(dice); count > 0; count--)
        {
            // Some stand close together, most have room.
            var person = cast.Make(dice, world, dice.Chance(0.2f) ? 0.05f : 0.5f);
            scene.Add(person);
            var pelvis = person.PositionOf(BodyJoint.Pelvis);
            middle = new Vector2(pelvis.X, pelvis.Y);
        }

        var view = Place(dice, world, geometry, new Vector3(middle, dice.Uniform(0.7f, 1.2f)));
        if (style is SampleStyle.Crowds)
        {
            AddCompanions(scene, dice, view);
        }

        if (scene.People.Count > 0 && dice.Chance(style is SampleStyle.Wild ? 0.25f : 0.1f))
        {
            Occluders.AddBetween(scene, dice, view.Position_m, new Vector3(middle, 1));
        }

        return (scene, view);
    }

    /// <summary>Behind or before each of those who are there, somebody half of the time: on nearly the same line of sight, a step to some metres away.</summary>
    private void AddCompanions(Scene scene, Dice dice, CameraView view)
    {
        var camera = new Vector2(view.Position_m.X, view.Position_m.Y);
        foreach (var person in scene.People.ToArray())
        {
            if (dice.Chance(0.5f))
            {
                var pelvis = person.PositionOf(BodyJoint.Pelvis);
                var beyond = dice.LogUniform(0.3f, 4) * (dice.Chance(0.5f) ? 1 : -1);
                scene.Add(cast.MakeInLine(dice, new Vector2(pelvis.X, pelvis.Y), camera, beyond, aside_m: 0.8f));
            }
        }
    }

    private int PeopleCount(Dice dice) => dice.Unit() switch
    {
        var any when style is SampleStyle.Crowds => 1 + (int)(any * 4),
        var any when style is SampleStyle.Far => (int)(any * 9),
        < 0.26f => 0,
        < 0.46f => 1,
        < 0.82f => 2 + dice.Below(3),
        _ => style is SampleStyle.Wild ? 5 + dice.Below(7) : 4 + dice.Below(3),
    };

    /// <summary>Far or near enough that the person aimed at is from a twentieth of the picture high to more than fits, by style.</summary>
    private CameraView Place(Dice dice, World world, FrameGeometry geometry, Vector3 target)
    {
        var wild = style is SampleStyle.Wild;
        var fieldOfView = wild && dice.Chance(0.3f) ? dice.Uniform(20, 100) : dice.Uniform(40, 78);
        if (geometry.Width < geometry.Height)
        {
            fieldOfView *= 0.65f;
        }

        var focal = geometry.Width / 2 / MathF.Tan(fieldOfView * MathF.PI / 360);
        var high = geometry.Height * style switch
        {
            SampleStyle.Wild => dice.LogUniform(0.1f, 1.5f),
            SampleStyle.Far => dice.LogUniform(0.05f, 0.4f),
            _ => dice.LogUniform(0.2f, 0.9f),
        };
        return CameraPlacement.Make(dice, world, geometry, target, 1.7f * focal / high, fieldOfView, distort: wild);
    }
}
