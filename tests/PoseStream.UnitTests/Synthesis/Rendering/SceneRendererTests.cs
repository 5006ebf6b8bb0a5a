using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Rendering;

public sealed class SceneRendererTests
{
    [Fact]
    public void Render_FacingPersonLiftsTheLeftHand_ShowsItOnTheRight()
    {
        var scene = TestScenes.Empty();
        scene.Add(TestScenes.Standing(3, Vector2.Zero, 0, pose => pose[BodyJoint.LeftShoulder] = Quaternion.CreateFromAxisAngle(Vector3.UnitX, 2.5f)));

        var picture = TestScenes.Render(scene, TestScenes.Front());

        var left = MeanOf(picture, BodyRegion.LeftHand);
        var right = MeanOf(picture, BodyRegion.RightHand);
        var head = MeanOf(picture, BodyRegion.Head);
        Assert.True(left.X > 170, $"the left hand is at x = {left.X}");
        Assert.True(right.X < 150, $"the right hand is at x = {right.X}");
        Assert.True(left.Y < head.Y + 5, "the lifted hand is not as high as the head");
        Assert.True(right.Y > head.Y + 60, "the other hand does not hang");
    }

    [Fact]
    public void Render_RoundCones_MeetRaysWhereMarchingDoes()
    {
        var dice = new Dice(11);
        for (var i = 0; i < 30; i++)
        {
            var from = new Vector3(dice.Uniform(-0.5f, 0.5f), dice.Uniform(-0.5f, 0.5f), dice.Uniform(0.5f, 1.3f));
            var to = from + new Vector3(dice.Uniform(-0.6f, 0.6f), dice.Uniform(-0.6f, 0.6f), dice.Uniform(-0.6f, 0.6f));
            var (a, b) = (dice.Uniform(0.02f, 0.3f), dice.Uniform(0.02f, 0.3f));
            AssertDepths(Solid.Between(from, to, a, b, Vector3.UnitX, TestScenes.White), point => RoundCone(point, from, to, a, b));
        }
    }

    [Fact]
    public void Render_Boxes_MeetRaysWhereMarchingDoes()
    {
        var dice = new Dice(12);
        for (var i = 0; i < 20; i++)
        {
            var center = new Vector3(dice.Uniform(-0.5f, 0.5f), dice.Uniform(-0.5f, 0.5f), dice.Uniform(0.5f, 1.3f));
            var half = new Vector3(dice.Uniform(0.03f, 0.5f), dice.Uniform(0.03f, 0.5f), dice.Uniform(0.03f, 0.5f));
            var turn = Quaternion.Normalize(new Quaternion(dice.Uniform(-1, 1), dice.Uniform(-1, 1), dice.Uniform(-1, 1), 1));
            AssertDepths(Solid.Box(center, half, turn, TestScenes.White), point =>
            {
                var out_ = Vector3.Abs(Vector3.Transform(point - center, Quaternion.Conjugate(turn))) - half;
                return Vector3.Max(out_, Vector3.Zero).Length() + Math.Min(Math.Max(out_.X, Math.Max(out_.Y, out_.Z)), 0);
            });
        }
    }

    [Fact]
    public void Render_ClippedShell_ShowsItsInsideThroughTheOpening()
    {
        var scene = TestScenes.Empty();
        var shell = Solid.Between(new Vector3(0, 0, 0.6f), new Vector3(0, 0, 1.2f), 0.3f, 0.3f, Vector3.UnitX, TestScenes.White);
        scene.Add(shell with { ClipNormal = Vector3.UnitX, ClipFrom = float.NegativeInfinity, ClipTo = 0 });

        var picture = TestScenes.Render(scene, TestScenes.Front());

        // The half towards the camera is cut away: the far wall, 0.3 m behind the middle, is seen.
        Assert.Equal(4.3f, picture.Depth_m[(160 * 320) + 160], 2);
    }

    [Fact]
    public void Render_DistortingLens_PutsThingsWhereTheCameraModelDoes()
    {
        var view = TestScenes.Front();
        view = view with { Model = view.Model with { Distortion = new LensDistortion(-0.3, 0.08, 0.002, -0.001, 0) } };
        var scene = TestScenes.Empty();
        var center = new Vector3(0, 1.1f, 1.7f);
        scene.Add(Solid.Ellipsoid(center, Vector3.One * 0.03f, Quaternion.Identity, TestScenes.White));

        var picture = TestScenes.Render(scene, view);

        var expected = view.Project(center);
        var seen = Enumerable.Range(0, 320 * 320).Where(i => picture.Depth_m[i] < 100).Select(i => new Vector2((i % 320) + 0.5f, (i / 320) + 0.5f)).ToArray();
        Assert.NotEmpty(seen);
        var mean = seen.Aggregate(Vector2.Zero, (sum, at) => sum + at) / seen.Length;
        Assert.True(Vector2.Distance(expected, mean) < 0.5f, $"expected {expected}, seen {mean}");
    }

    [Fact]
    public void Render_ThinFarLimb_IsNotLostToRounding()
    {
        var scene = TestScenes.Empty();
        scene.Add(Solid.Between(new Vector3(-36, 0, 0), new Vector3(-36, 0, 2), 0.02f, 0.02f, Vector3.UnitX, TestScenes.White) with { Scale = new Vector3(1, 0.4f, 1) });
        var view = CameraView.LookingAt(CameraModel.FromFieldOfView(new FrameGeometry(64, 320), 0.5), new Vector3(4, 0, 0.9f), new Vector3(-36, 0, 0.9f));

        var picture = TestScenes.Render(scene, view, samples: 1);

        // 64 pixels are 0.349 m there: 16 mm are about 3 pixels, in every row.
        for (var y = 0; y < 320; y++)
        {
            var wide = Enumerable.Range(0, 64).Count(x => picture.Depth_m[(y * 64) + x] < 100);
            Assert.InRange(wide, 2, 4);
        }
    }

    [Fact]
    public void Render_PersonInTheSun_DarkensTheFloorBehind()
    {
        Scene Make(bool person)
        {
            var scene = TestScenes.Empty();
            scene.Add(Solid.Panel(Vector3.Zero, new Vector3(9, 0, 0), new Vector3(0, 9, 0), TestScenes.White) with { IsFloor = true });
            if (person)
            {
                scene.Add(TestScenes.Standing(4, Vector2.Zero, 0));
            }

            return scene;
        }

        var view = CameraView.LookingAt(CameraModel.FromFieldOfView(new FrameGeometry(320, 320), 60), new Vector3(0.5f, 0, 6), Vector3.Zero);
        var without = TestScenes.Render(Make(false), view, shadows: 192);
        var with = TestScenes.Render(Make(true), view, shadows: 192);

        // The shadow of a point 1.2 m high falls away from the sun.
        var sun = TestScenes.Empty().Light.ToSun;
        var shadow = view.Project(new Vector3(-sun.X, -sun.Y, 0) / sun.Z * 1.2f);
        var at = ((((int)shadow.Y * 320) + (int)shadow.X) * 3) + 1;
        Assert.True(with.Rgb[at] < without.Rgb[at] - 30, $"{with.Rgb[at]} in the shadow, {without.Rgb[at]} without");
        Assert.Equal(without.Rgb[(10 * 320 * 3) + 31], with.Rgb[(10 * 320 * 3) + 31]);
    }

    [Fact]
    public void Render_Twice_GivesTheSameBytesAndKeepsTheBuffers()
    {
        var renderer = new SceneRenderer(new RenderOptions());
        var picture = new Picture();
        renderer.Render(OnePerson(), TestScenes.Front(), picture);
        var first = picture.Rgb.ToArray();
        var buffer = picture.Rgb;

        renderer.Render(OnePerson(), TestScenes.Front(), picture);

        Assert.Same(buffer, picture.Rgb);
        Assert.Equal(first, picture.Rgb);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Constructor_SamplesOutOfRange_IsRefused(int samples) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SceneRenderer(new RenderOptions(samples, 0)));

    [Fact]
    public void Add_MorePeopleThanBits_IsRefused()
    {
        var scene = TestScenes.Empty();
        for (var i = 0; i < Scene.MaximumPeople; i++)
        {
            scene.Add(TestScenes.Standing(1, Vector2.Zero, 0));
        }

        Assert.Throws<InvalidOperationException>(() => scene.Add(TestScenes.Standing(1, Vector2.Zero, 0)));
        scene.RemovePeople();
        Assert.Equal(0, scene.SolidCount);
    }

    private static Scene OnePerson()
    {
        var scene = TestScenes.Empty();
        scene.Add(TestScenes.Standing(7, Vector2.Zero, 0.4f));
        return scene;
    }

    private static Vector2 MeanOf(Picture picture, BodyRegion region)
    {
        var width = picture.Geometry.Width;
        var places = Enumerable.Range(0, picture.Regions.Length).Where(i => picture.Regions[i] == region).ToArray();
        Assert.True(places.Length > 4, $"{region} is not seen");
        return new Vector2((float)places.Average(i => i % width), (float)places.Average(i => i / width));
    }

    private static void AssertDepths(Solid solid, Func<Vector3, float> distance)
    {
        var scene = TestScenes.Empty();
        scene.Add(solid);
        var view = TestScenes.Front(40, 40);
        var picture = TestScenes.Render(scene, view, samples: 1);
        var hits = 0;
        for (var i = 0; i < picture.Depth_m.Length; i++)
        {
            var ray = view.Model.Normalize(new Vector2((i % 40) + 0.5f, (i / 40) + 0.5f));
            var way = Vector3.Transform(new Vector3(ray, 1), view.ToWorld);
            var (depth, nearest) = March(view.Position_m, way, distance);
            var drawn = picture.Depth_m[i];
            if (depth is { } expected && drawn < 100)
            {
                hits++;
                // A marched ray that grazes stops early: what was drawn must lie on the surface, and be its near side.
                Assert.True(MathF.Abs(distance(view.Position_m + (way * drawn))) < 1e-3f, $"pixel {i}: drawn {drawn} is not on the surface");
                Assert.True(MathF.Abs(expected - drawn) < 0.03f, $"pixel {i}: marched {expected}, drawn {drawn}");
            }
            else
            {
                // Grazing rays may go either way.
                Assert.True(depth is null == drawn > 100 || nearest < 0.003f, $"pixel {i}: marched {depth} (nearest {nearest}), drawn {drawn}");
            }
        }

        Assert.True(hits > 0, "the solid is not seen at all");
    }

    private static (float? Depth, float Nearest) March(Vector3 eye, Vector3 way, Func<Vector3, float> distance)
    {
        var length = way.Length();
        var t = 0f;
        var nearest = float.PositiveInfinity;
        for (var i = 0; i < 400 && t < 10; i++)
        {
            var d = distance(eye + (way * t));
            nearest = Math.Min(nearest, d);
            if (d < 2e-4f)
            {
                return (t, nearest);
            }

            t += d / length;
        }

        return (null, nearest);
    }

    /// <summary>Distance to a hull of two balls, by trying every ball between them.</summary>
    private static float RoundCone(Vector3 point, Vector3 from, Vector3 to, float a, float b)
    {
        var best = float.PositiveInfinity;
        for (var i = 0; i <= 200; i++)
        {
            best = Math.Min(best, Vector3.Distance(point, Vector3.Lerp(from, to, i / 200f)) - float.Lerp(a, b, i / 200f));
        }

        return best;
    }

    [Theory]
    [InlineData("street", false)]
    [InlineData("room", false)]
    [InlineData("gym", false)]
    [InlineData("gym", true)]
    public void Render_WorldKept_GivesTheVerySamePictures(string clip, bool distorted)
    {
        var stage = (ClipCatalog.All.Single(script => script.Name == clip) with { Geometry = new FrameGeometry(200, 112) }).NewStage();
        var view = distorted ? stage.View with { Model = stage.View.Model with { Distortion = new LensDistortion(-0.2, 0.03, 0.001, 0, 0) } } : stage.View;
        var (keeping, fresh) = (new SceneRenderer(new RenderOptions(2, 384, KeepsWorld: true)), new SceneRenderer(new RenderOptions(2, 384)));
        var (kept, expected) = (new Picture(), new Picture());
        for (var t_s = 0.0; t_s < 12; t_s += 1.7)
        {
            var scene = stage.At(t_s);
            keeping.Render(scene, view, kept);
            fresh.Render(scene, view, expected);
            AssertSame(expected, kept, $"at {t_s} s");
        }
    }

    [Fact]
    public void Render_KeptWorldOrCameraChanges_IsDrawnAnew()
    {
        var script = ClipCatalog.All[1] with { Geometry = new FrameGeometry(96, 54) };
        var (stage, other) = (script.NewStage(), (ClipCatalog.All[2] with { Geometry = script.Geometry }).NewStage());
        var (keeping, fresh) = (new SceneRenderer(new RenderOptions(2, 96, KeepsWorld: true)), new SceneRenderer(new RenderOptions(2, 96)));
        var (kept, expected) = (new Picture(), new Picture());
        void Compare(Scene scene, CameraView view, string what)
        {
            keeping.Render(scene, view, kept);
            fresh.Render(scene, view, expected);
            AssertSame(expected, kept, what);
        }

        Compare(stage.At(0), stage.View, "first");
        Compare(stage.At(1), stage.View with { Position_m = stage.View.Position_m + new Vector3(0.1f, 0, 0) }, "another place");
        Compare(other.At(1), other.View, "another world");
        var scene = stage.At(2);
        scene.Add(Solid.Box(new Vector3(0, 0, 0.5f), new Vector3(0.4f, 0.4f, 0.5f), Quaternion.Identity, TestScenes.White));
        Compare(scene, stage.View, "a thing that came after the people");
        Compare(stage.At(2), stage.View, "a thing more in the world");
    }

    private static void AssertSame(Picture expected, Picture actual, string what)
    {
        Assert.True(expected.Rgb.AsSpan().SequenceEqual(actual.Rgb), $"colours differ: {what}");
        Assert.True(expected.Depth_m.AsSpan().SequenceEqual(actual.Depth_m), $"depths differ: {what}");
        Assert.True(expected.Owners.AsSpan().SequenceEqual(actual.Owners), $"owners differ: {what}");
        Assert.True(expected.Regions.AsSpan().SequenceEqual(actual.Regions), $"regions differ: {what}");
        Assert.Equal(expected.People, actual.People);
    }
}
