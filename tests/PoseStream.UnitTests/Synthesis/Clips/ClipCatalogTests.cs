using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Clips;

public sealed class ClipCatalogTests
{
    private const ulong SeedsOfTraining = 1UL << 32;

    // Of a waving or jumping hand.
    private const float FastestHand_mps = 9;

    public static TheoryData<string> Names => [.. ClipCatalog.All.Select(script => script.Name)];

    [Fact]
    public void Scripts_NamesAndSeeds_AreTheirOwnAndNoneOfTraining()
    {
        Assert.Equal(["street", "room", "gym"], ClipCatalog.All.Select(script => script.Name));
        Assert.All(ClipCatalog.All, script => Assert.True(script.Seed > SeedsOfTraining));
        Assert.Equal(3, ClipCatalog.All.DistinctBy(script => script.Seed).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cast_FromPictureToPictureAndOverTheEndOfTheRound_JumpsNowhereInSight(string name)
    {
        var script = Find(name);
        var stage = script.NewStage();
        var interval_s = 1f / script.FramesPerSecond;
        var before = PlacesAt(stage, script.Seconds - interval_s);
        for (var i = 0; i < script.Count; i++)
        {
            var now = PlacesAt(stage, i * interval_s);
            for (var person = 0; person < now.Length; person++)
            {
                var way = now[person].Zip(before[person], Vector3.Distance).Max();
                var seen = now[person].Concat(before[person]).Any(point => IsInPicture(stage.View, point));
                Assert.True(!seen || way < FastestHand_mps * interval_s, $"{stage.Cast[person].Name} jumps {way:F2} m at picture {i}");
            }

            before = now;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cast_ThroughoutTheRound_KeepsApart(string name)
    {
        const float Elbowroom_m = 0.45f;
        var script = Find(name);
        var stage = script.NewStage();
        for (var i = 0; i < script.Count; i++)
        {
            var places = PlacesAt(stage, (double)i / script.FramesPerSecond);
            for (var a = 0; a < places.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var apart = Vector2.Distance(OnFloor(places[a][0]), OnFloor(places[b][0]));
                    Assert.True(apart > Elbowroom_m, $"{stage.Cast[a].Name} and {stage.Cast[b].Name} are {apart:F2} m apart at picture {i}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cast_ThroughoutTheRound_WalksThroughNothing(string name)
    {
        var script = Find(name);
        var stage = script.NewStage();
        var things = stage.World.Solids.Where(solid => solid.Kind != SolidKind.Panel).ToArray();
        Assert.NotEmpty(things);
        for (var i = 0; i < script.Count; i++)
        {
            foreach (var (person, joints) in PlacesAt(stage, (double)i / script.FramesPerSecond).Index())
            {
                var hit = Array.FindIndex(joints, joint => things.Any(thing => Holds(thing, joint)));
                Assert.True(hit < 0, $"the {(hit < 0 ? default : (BodyJoint)hit)} of {stage.Cast[person].Name} is inside a thing at picture {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cast_ThroughoutTheRound_StaysOnTheCamerasSideOfEveryWall(string name)
    {
        var script = Find(name);
        var stage = script.NewStage();
        var walls = stage.World.Solids.Where(solid => solid.Kind == SolidKind.Panel && solid.Scale is { X: > 2, Y: > 1 }).ToArray();
        // At the least a floor and what is behind the people.
        Assert.True(walls.Length >= 4);
        var camera = stage.View.Position_m;
        for (var i = 0; i < script.Count; i++)
        {
            foreach (var (person, joints) in PlacesAt(stage, (double)i / script.FramesPerSecond).Index())
            {
                Assert.True(joints.All(joint => !walls.Any(wall => IsBetween(wall, camera, joint))), $"{stage.Cast[person].Name} is behind a wall at picture {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_ThroughoutTheRound_ShowTwoToFivePeopleOfSomeSize(string name)
    {
        var script = Find(name) with { Geometry = new FrameGeometry(160, 90) };
        var stage = script.NewStage();
        var renderer = new SceneRenderer(new RenderOptions(1, 0));
        var picture = new Picture();
        for (var second = 0; second < script.Seconds; second++)
        {
            var scene = stage.At(second);
            renderer.Render(scene, stage.View, picture);
            var seen = TruthExtractor.Extract(scene, stage.View, picture).People.Where(person => person is { VisibleShare: > 0.4f, VisibleBox.Height: > 14 }).ToArray();
            Assert.InRange(seen.Length, 2, 5);
        }
    }

    private static ClipScript Find(string name) => ClipCatalog.All.Single(script => script.Name == name);

    private static Vector3[][] PlacesAt(Stage stage, double t_s) =>
        [.. stage.At(t_s).People.Select(person => Enum.GetValues<BodyJoint>().Select(person.PositionOf).ToArray())];

    private static Vector2 OnFloor(Vector3 point) => new(point.X, point.Y);

    // Half a metre round a joint may be flesh.
    private static bool IsInPicture(CameraView view, Vector3 joint) => new[] { -0.5f, 0, 0.5f }.Any(aside =>
    {
        var (width, height) = view.Model.Geometry;
        var pixel = view.Project(joint + (aside * Vector3.UnitX));
        return pixel.X > 0 && pixel.X < width && pixel.Y > 0 && pixel.Y < height;
    });

    /// <summary>Whether the straight line from the camera to a point goes through the panel.</summary>
    private static bool IsBetween(in Solid panel, Vector3 camera, Vector3 point)
    {
        var toLocal = Quaternion.Conjugate(panel.Frame);
        var (from, to) = (Vector3.Transform(camera - panel.Origin_m, toLocal), Vector3.Transform(point - panel.Origin_m, toLocal));
        if (from.Z * to.Z >= 0)
        {
            return false;
        }

        var crossing = Vector3.Lerp(from, to, from.Z / (from.Z - to.Z));
        return MathF.Abs(crossing.X) < panel.Scale.X && MathF.Abs(crossing.Y) < panel.Scale.Y;
    }

    private static bool Holds(in Solid solid, Vector3 point)
    {
        var local = Vector3.Transform(point - solid.Origin_m, Quaternion.Conjugate(solid.Frame)) / solid.Scale;
        if (solid.Kind == SolidKind.Box)
        {
            return Vector3.Abs(local) is { X: < 1, Y: < 1, Z: < 1 };
        }

        var along = solid.Height > 0 ? Math.Clamp(local.Z / solid.Height, 0, 1) : 0;
        return Vector3.Distance(local, new Vector3(0, 0, along * solid.Height)) < float.Lerp(solid.RadiusFrom, solid.RadiusTo, along);
    }
}
