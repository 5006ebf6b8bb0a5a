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
    private const float LeastShare = 0.25f;

    // The frame is never drawn: its size only sets where it ends.
    private static readonly FrameGeometry Frame = new(1280, 720);
    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");

    private readonly SceneRenderer _scout = new(new RenderOptions(1, 0));
    private readonly SampleSensor _sensor = new();
    private readonly Picture _small = new();
    private readonly Picture _picture = new();

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

    private bool TryMake(Dice dice, CropSample sample)
    {
        var wild = style is SampleStyle.Wild;
        var world = wild ? WorldGenerator.Make(dice) : WorldGenerator.Make(dice, dice.Pick(WorldKind.Street, WorldKind.Room, WorldKind.Gym));
        var scene = world.NewScene();
        var person = cast.Make(dice, world, 0.4f);
        scene.Add(person);
        var target = person.PositionOf(BodyJoint.Pelvis);
        AddOthers(dice, scene, target);
        var fieldOfView = wild && dice.Chance(0.3f) ? dice.Uniform(20, 100) : dice.Uniform(40, 78);
        // From a tenth of the frame high to half again as high as fits.
        var focal = Frame.Width / 2 / MathF.Tan(fieldOfView * MathF.PI / 360);
        var high = Frame.Height * (wild ? dice.LogUniform(0.12f, dice.Chance(0.15f) ? 2 : 0.9f) : dice.LogUniform(0.2f, 0.9f));
        var view = CameraPlacement.Make(dice, world, Frame, target, 1.7f * focal / high, fieldOfView, distort: false);
        if (dice.Chance(style switch { SampleStyle.Wild => 0.2f, SampleStyle.Crowds => 0.6f, _ => 0.08f }))
        {
            var camera = new Vector2(view.Position_m.X, view.Position_m.Y);
            scene.Add(cast.MakeInLine(dice, new Vector2(target.X, target.Y), camera, -dice.Uniform(0.3f, 1.5f), aside_m: 0.6f));
        }

        if (dice.Chance(wild ? 0.25f : 0.12f))
        {
            Occluders.AddBetween(scene, dice, view.Position_m, target);
        }

        if (Look(scene, view, person) is not { } box || Cut(dice, box, sample.Geometry) is not { } crop)
        {
            return false;
        }

        var through = view.Through(crop);
        // Somebody who is small in the frame is enlarged to the input's size.
        _sensor.Take(scene, through, dice, style, lowest: 0.22f, _picture);
        var truth = TruthExtractor.Extract(scene, through, _picture);
        if (truth.People[0].VisibleShare < LeastShare || truth.People[0].Visible_px < 0.04f * sample.Geometry.Width * sample.Geometry.Height)
        {
            return false;
        }

        _picture.Rgb.CopyTo(sample.Rgb, 0);
        Blank(sample, crop);
        Label(sample, truth.People[0], through, crop);
        return true;
    }

    private void AddOthers(Dice dice, Scene scene, Vector3 target)
    {
        for (var others = dice.Chance(0.45f) ? 1 + dice.Below(3) : 0; others > 0; others--)
        {
            var (sine, cosine) = MathF.SinCos(dice.Uniform(0, MathF.Tau));
            scene.Add(cast.Make(dice, new Vector2(target.X, target.Y) + (dice.Uniform(0.25f, 1.6f) * new Vector2(cosine, sine))));
        }
    }

    /// <summary>The box of what is seen of the first person, frame pixels; null where that is too little.</summary>
    private BoundingBox? Look(Scene scene, CameraView view, ScenePerson person)
    {
        const int Side = 48;
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        Span<Vector3> joints = stackalloc Vector3[Halpe26.Skeleton.Count];
        HalpeJoints.Solve(person, joints);
        foreach (var joint in joints)
        {
            var pixel = view.Project(joint);
            if (!float.IsFinite(pixel.X))
            {
                return null;
            }

            (low, high) = (Vector2.Min(low, pixel), Vector2.Max(high, pixel));
        }

        var margin = 0.12f * Math.Max(high.X - low.X, high.Y - low.Y);
        (low, high) = (Vector2.Max(low - new Vector2(margin), Vector2.Zero), Vector2.Min(high + new Vector2(margin), new Vector2(Frame.Width, Frame.Height)));
        var size = high - low;
        if (size.X < 12 || size.Y < 12)
        {
            return null;
        }

        var region = CropTransform.Region((low + high) / 2, size.X, size.Y, 0, Side, Side);
        _scout.Render(scene, view.Through(region), _small);
        return _small.People[0] is { VisibleBox: { } seen, Visible_px: > 30 } ? region.ToFrame(seen) : null;
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

        var aspect = (float)input.Width / input.Height;
        var high = BoxExpansion * Math.Max(height, width / aspect);
        return high > 8 ? CropTransform.Region(center, high * aspect, high, 0, input.Width, input.Height) : null;
    }

    /// <summary>Beyond the frame's edges there is no picture.</summary>
    private static void Blank(CropSample sample, in CropTransform crop)
    {
        var (low, high) = (crop.ToInput(Vector2.Zero), crop.ToInput(new Vector2(Frame.Width, Frame.Height)));
        for (var y = 0; y < sample.Geometry.Height; y++)
        {
            var row = sample.Rgb.AsSpan(y * sample.Geometry.Width * 3, sample.Geometry.Width * 3);
            for (var x = 0; x < sample.Geometry.Width; x++)
            {
                if (x + 0.5f < low.X || x + 0.5f > high.X || y + 0.5f < low.Y || y + 0.5f > high.Y)
                {
                    row.Slice(x * 3, 3).Fill(SceneSampler.Pad);
                }
            }
        }
    }

    private static void Label(CropSample sample, PersonTruth person, CameraView through, in CropTransform crop)
    {
        var model = through.Model;
        var sight = Vector3.Normalize(new Vector3(model.Normalize(new Vector2(sample.Geometry.Width, sample.Geometry.Height) / 2), 1));
        var root = person.Joints[Root].Camera_m;
        for (var j = 0; j < person.Joints.Count; j++)
        {
            var joint = person.Joints[j];
            var frame = crop.ToFrame(joint.Pixel);
            var outside = frame.X < 0 || frame.Y < 0 || frame.X > Frame.Width || frame.Y > Frame.Height;
            ReadOnlySpan<float> row =
            [
                joint.Pixel.X, joint.Pixel.Y, Vector3.Dot(joint.Camera_m - root, sight), (float)(outside ? TruthVisibility.OutOfFrame : joint.Visibility),
                joint.Camera_m.X, joint.Camera_m.Y, joint.Camera_m.Z,
            ];
            row.CopyTo(sample.Joints.AsSpan(j * CropSample.Columns));
        }

        ReadOnlySpan<float> camera = [(float)model.Fx, (float)model.Fy, (float)model.Cx, (float)model.Cy];
        camera.CopyTo(sample.Camera);
    }
}
