using System.Numerics;
using BenchmarkDotNet.Attributes;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Benchmarks.Synthesis;

/// <summary>Whole samples on one core: a fresh world, people, drawing, truth and sensor.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(12)]
public class RenderingBenchmarks
{
    private readonly SceneRenderer _renderer = new(new RenderOptions(2, 128));
    private readonly Picture _picture = new();
    private readonly Sensor _sensor = new();
    private readonly SceneRenderer _anew = new(new RenderOptions(2, 384));
    private readonly SceneRenderer _keeping = new(new RenderOptions(2, 384, KeepsWorld: true));
    private readonly Stage _street = (ClipCatalog.All[0] with { Geometry = new FrameGeometry(1280, 720) }).NewStage();
    private readonly Stage _smallStreet = ClipCatalog.All[0].NewStage();
    private ulong _seed;
    private int _pictures;

    [Benchmark]
    public PictureTruth Crop128x96() => Crop(96, 128);

    [Benchmark]
    public PictureTruth Crop192x144() => Crop(144, 192);

    [Benchmark]
    public PictureTruth Scene320x192() => Scene(320, 192, 3);

    [Benchmark]
    public PictureTruth Frame1280x720() => Scene(1280, 720, 4);

    /// <summary>A camera that stands, as in a clip, but everything drawn each time.</summary>
    [Benchmark]
    public PictureTruth Clip1280x720DrawnAnew() => Clip(_anew, _street);

    [Benchmark]
    public PictureTruth Clip1280x720() => Clip(_keeping, _street);

    [Benchmark]
    public PictureTruth Clip640x360() => Clip(_keeping, _smallStreet);

    private PictureTruth Clip(SceneRenderer renderer, Stage stage)
    {
        var scene = stage.At(_pictures++ % 180 / 15.0);
        renderer.Render(scene, stage.View, _picture);
        var truth = TruthExtractor.Extract(scene, stage.View, _picture);
        _sensor.Apply(new SensorSettings { BlurAcross = 1, BlurDown = 1, Noise = 1.5f }, _picture.Rgb, _picture.Geometry, new Dice((ulong)_pictures));
        return truth;
    }

    private PictureTruth Crop(int width, int height)
    {
        var (dice, scene, view, target) = Prepare(new FrameGeometry(640, 480), 1);
        var high = 2.2f * (float)view.Model.Fy / Vector3.Distance(view.Position_m, target);
        return Finish(dice, scene, view.Through(CropTransform.Region(view.Project(target), high * width / height, high, 0, width, height)));
    }

    private PictureTruth Scene(int width, int height, int people)
    {
        var (dice, scene, view, _) = Prepare(new FrameGeometry(width, height), people);
        return Finish(dice, scene, view);
    }

    private (Dice Dice, Scene Scene, CameraView View, Vector3 Target) Prepare(FrameGeometry geometry, int people)
    {
        var dice = new Dice(_seed++ % 64);
        var world = WorldGenerator.Make(dice);
        var scene = world.NewScene();
        var target = Vector3.Zero;
        for (var i = 0; i < people; i++)
        {
            var look = PersonLookGenerator.Make(dice);
            var place = world.FindPlace(dice, 0.4f);
            world.Take(place, 0.3f);
            var pose = new BodyPose { Pelvis_m = new Vector3(place, look.Proportions.HipHeight_m) };
            pose[BodyJoint.Pelvis] = dice.Heading();
            scene.Add(new ScenePerson("person", look, pose));
            target = i == 0 ? pose.Pelvis_m : target;
        }

        return (dice, scene, CameraPlacement.Make(dice, world, geometry, target, dice.Uniform(2.5f, 6), distort: false), target);
    }

    private PictureTruth Finish(Dice dice, Scene scene, CameraView view)
    {
        _renderer.Render(scene, view, _picture);
        var truth = TruthExtractor.Extract(scene, view, _picture);
        _sensor.Apply(SensorSettings.Random(dice), _picture.Rgb, _picture.Geometry, dice);
        return truth;
    }
}
