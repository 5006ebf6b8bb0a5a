using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Draws and labels crops of the first person of a scene. Only the crop is drawn, by changed intrinsics. Not thread-safe: one for each thread.</summary>
internal sealed class PersonCropper
{
    private const float LeastShare = 0.25f;
    private const float LeastArea = 0.04f;

    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");

    private readonly SceneRenderer _scout = new(new RenderOptions(1, 0));
    private readonly SampleSensor _sensor = new();
    private readonly Picture _small = new();
    private readonly Picture _picture = new();

    /// <summary>It is never drawn: its size only sets where it ends.</summary>
    public static FrameGeometry Frame { get; } = new(1280, 720);

    /// <summary>The box of what is seen of the first person, frame pixels; null where that is too little.</summary>
    public BoundingBox? Look(Scene scene, CameraView view, ScenePerson person)
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

    /// <returns>False where too little of the person is seen; the sample is worth nothing then.</returns>
    public bool TryTake(Scene scene, CameraView view, in CropTransform crop, SampleCamera camera, Dice dice, CropSample sample)
    {
        var through = view.Through(crop);
        _sensor.Take(scene, through, camera, dice, _picture);
        var person = TruthExtractor.Extract(scene, through, _picture).People[0];
        if (person.VisibleShare < LeastShare || person.Visible_px < LeastArea * sample.Geometry.Width * sample.Geometry.Height)
        {
            return false;
        }

        _picture.Rgb.CopyTo(sample.Rgb, 0);
        Blank(sample, crop);
        Label(sample, person, through, crop);
        return true;
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
