using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Makes crops of people for training a pose network. Only the crop is drawn, by changed intrinsics; it is cut round what a small drawing of the person shows,
/// a little astray as a detector's boxes are. Sample n of a seed is always the same. Not thread-safe: one for each thread.
/// </summary>
public sealed class CropSampler(Cast cast, SampleStyle style)
{
    /// <summary>The crop's longer side over that of the box, once the box has the input's aspect; the manifest of the network must say the same.</summary>
    public const float BoxExpansion = 1.25f;

    private const int MostTries = 20;

    private readonly PersonCropper _cropper = new();

    public void Make(ulong seed, CropSample sample)
    {
        var dice = new Dice(seed);
        for (var attempt = 0; ; attempt++)
        {
            if (TryMake(dice, sample) || attempt == MostTries)
            {
                return;
            }
        }
    }

    /// <summary>So that the person is from a tenth of the frame high to half again as high as fits.</summary>
    internal static CameraView PlaceCamera(Dice dice, SampleStyle style, World world, Vector3 target)
    {
        var wild = style is SampleStyle.Wild;
        var fieldOfView = wild && dice.Chance(0.3f) ? dice.Uniform(20, 100) : dice.Uniform(40, 78);
        var focal = PersonCropper.Frame.Width / 2 / MathF.Tan(fieldOfView * MathF.PI / 360);
        var high = PersonCropper.Frame.Height * (wild ? dice.LogUniform(0.12f, dice.Chance(0.15f) ? 2 : 0.9f) : dice.LogUniform(0.2f, 0.9f));
        return CameraPlacement.Make(dice, world, PersonCropper.Frame, target, 1.7f * focal / high, fieldOfView, distort: false);
    }

    /// <summary>The crop of a box, enlarged and widened to the input's aspect; null for one too small to show anything.</summary>
    internal static CropTransform? Around(Vector2 center, float width, float height, FrameGeometry input)
    {
        var aspect = (float)input.Width / input.Height;
        var high = BoxExpansion * Math.Max(height, width / aspect);
        return high > 8 ? CropTransform.Region(center, high * aspect, high, 0, input.Width, input.Height) : null;
    }

    private bool TryMake(Dice dice, CropSample sample)
    {
        var wild = style is SampleStyle.Wild;
        var world = wild ? WorldGenerator.Make(dice) : WorldGenerator.Make(dice, dice.Pick(WorldKind.Street, WorldKind.Room, WorldKind.Gym));
        var scene = world.NewScene();
        var person = cast.Make(dice, world, 0.4f);
        scene.Add(person);
        var target = person.PositionOf(BodyJoint.Pelvis);
        AddOthers(dice, scene, target);
        var view = PlaceCamera(dice, style, world, target);
        if (dice.Chance(style switch { SampleStyle.Wild => 0.2f, SampleStyle.Crowds => 0.6f, _ => 0.08f }))
        {
            var camera = new Vector2(view.Position_m.X, view.Position_m.Y);
            scene.Add(cast.MakeInLine(dice, new Vector2(target.X, target.Y), camera, -dice.Uniform(0.3f, 1.5f), aside_m: 0.6f));
        }

        if (dice.Chance(wild ? 0.25f : 0.12f))
        {
            Occluders.AddBetween(scene, dice, view.Position_m, target);
        }

        // Somebody who is small in the frame is enlarged to the input's size.
        return _cropper.Look(scene, view, person) is { } box && Cut(dice, box, sample.Geometry) is { } crop
            && _cropper.TryTake(scene, view, crop, SampleCamera.Make(dice, style, lowest: 0.22f), dice, sample);
    }

    private void AddOthers(Dice dice, Scene scene, Vector3 target)
    {
        for (var others = dice.Chance(0.45f) ? 1 + dice.Below(3) : 0; others > 0; others--)
        {
            var (sine, cosine) = MathF.SinCos(dice.Uniform(0, MathF.Tau));
            scene.Add(cast.Make(dice, new Vector2(target.X, target.Y) + (dice.Uniform(0.25f, 1.6f) * new Vector2(cosine, sine))));
        }
    }

    /// <summary>What a detector with some error would have cut.</summary>
    private static CropTransform? Cut(Dice dice, in BoundingBox box, FrameGeometry input)
    {
        var (width, height) = (box.Width * dice.Uniform(0.88f, 1.14f), box.Height * dice.Uniform(0.88f, 1.14f));
        var center = new Vector2(
            ((box.X1 + box.X2) / 2) + (dice.Normal(0, 0.04f) * box.Width),
            ((box.Y1 + box.Y2) / 2) + (dice.Normal(0, 0.04f) * box.Height));
        if (dice.Chance(0.06f))
        {
            // A detector that found the upper body alone.
            var kept = dice.Uniform(0.45f, 0.8f);
            center.Y -= height * (1 - kept) / 2;
            height *= kept;
        }

        return Around(center, width, height, input);
    }
}
