using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Makes pictures for training a detector, drawn at the size of its input: whole frames of any aspect, letterboxed as the service does it, a quarter of them
/// without anybody. Sample n of a seed is always the same. Not thread-safe: one for each thread.
/// </summary>
public sealed class SceneSampler(Cast cast, SampleStyle style)
{
    /// <summary>Of the input outside the picture, 8 bit.</summary>
    public const byte Pad = 114;

    // Of whom less is seen is no person to a detector, and no false alarm either.
    private const float LeastVisible_px = 25;
    private const float LeastHeight_px = 7;
    private const float LeastFill = 0.1f;
    private const float LeastShare = 0.15f;

    private readonly SampleSensor _sensor = new();
    private readonly Picture _picture = new();

    public void Make(ulong seed, SceneSample sample)
    {
        var dice = new Dice(seed);
        var geometry = PictureIn(dice, sample.Geometry);
        var world = style is SampleStyle.Wild ? WorldGenerator.Make(dice) : WorldGenerator.Make(dice, dice.Pick(WorldKind.Street, WorldKind.Room, WorldKind.Gym));
        var scene = world.NewScene();
        var middle = Vector2.Zero;
        for (var people = PeopleCount(dice); people > 0; people--)
        {
            // Some stand close together, most have room.
            var person = cast.Make(dice, world, dice.Chance(0.2f) ? 0.05f : 0.5f);
            scene.Add(person);
            var pelvis = person.PositionOf(Bodies.BodyJoint.Pelvis);
            middle = new Vector2(pelvis.X, pelvis.Y);
        }

        var view = Place(dice, world, geometry, new Vector3(middle, dice.Uniform(0.7f, 1.2f)));
        if (scene.People.Count > 0 && dice.Chance(0.25f))
        {
            Occluders.AddBetween(scene, dice, view.Position_m, new Vector3(middle, 1));
        }

        _sensor.Take(scene, view, dice, style, lowest: 0.4f, _picture);
        var truth = TruthExtractor.Extract(scene, view, _picture);
        sample.Clear();
        Copy(sample);
        foreach (var person in truth.People)
        {
            if (person.VisibleBox is { } box && person.Visible_px > 4)
            {
                sample.Add(box, person.Visible_px < LeastVisible_px || box.Height < LeastHeight_px || person.Fill < LeastFill || person.VisibleShare < LeastShare);
            }
        }
    }

    private static int PeopleCount(Dice dice) => dice.Unit() switch
    {
        < 0.26f => 0,
        < 0.46f => 1,
        < 0.82f => 2 + dice.Below(3),
        _ => 5 + dice.Below(7),
    };

    /// <summary>The part of the input that a frame of some usual aspect fills.</summary>
    private static FrameGeometry PictureIn(Dice dice, FrameGeometry input)
    {
        var aspect = dice.Unit() switch
        {
            < 0.6f => 16f / 9,
            < 0.8f => 4f / 3,
            < 0.9f => dice.Uniform(0.9f, 2.2f),
            _ => dice.Pick(9f / 16, 3f / 4),
        };
        var scale = MathF.Min(input.Width / aspect, input.Height);
        return new FrameGeometry((int)MathF.Floor((aspect * scale) + 1e-3f), (int)MathF.Floor(scale + 1e-3f));
    }

    /// <summary>Far or near enough that the person aimed at is from a tenth of the picture high to more than fits.</summary>
    private CameraView Place(Dice dice, World world, FrameGeometry geometry, Vector3 target)
    {
        var wild = style is SampleStyle.Wild;
        var fieldOfView = wild && dice.Chance(0.3f) ? dice.Uniform(20, 100) : dice.Uniform(40, 78);
        if (geometry.Width < geometry.Height)
        {
            fieldOfView *= 0.65f;
        }

        var focal = geometry.Width / 2 / MathF.Tan(fieldOfView * MathF.PI / 360);
        var high = geometry.Height * (wild ? dice.LogUniform(0.1f, 1.5f) : dice.LogUniform(0.2f, 0.9f));
        return CameraPlacement.Make(dice, world, geometry, target, 1.7f * focal / high, fieldOfView, distort: wild);
    }

    private void Copy(SceneSample sample)
    {
        var rgb = sample.Rgb.AsSpan();
        rgb.Fill(Pad);
        var row = _picture.Geometry.Width * 3;
        for (var y = 0; y < _picture.Geometry.Height; y++)
        {
            _picture.Rgb.AsSpan(y * row, row).CopyTo(rgb[(y * sample.Geometry.Width * 3)..]);
        }
    }
}
