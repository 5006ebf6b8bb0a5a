using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.Synthesis.Worlds;
using PoseStream.UnitTests.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Worlds;

public sealed class WorldGeneratorTests
{
    private static readonly FrameGeometry Small = new(160, 96);

    [Theory]
    [InlineData(WorldKind.Street)]
    [InlineData(WorldKind.Room)]
    [InlineData(WorldKind.Gym)]
    [InlineData(WorldKind.Park)]
    public void Make_AnyKind_GivesBusyReadablePictures(WorldKind kind) => AssertBusyAndReadable(dice => WorldGenerator.Make(dice, kind), 4);

    [Fact]
    public void MakeWide_FromFarAway_GivesBusyReadablePictures() => AssertBusyAndReadable(WorldGenerator.MakeWide, 30);

    [Fact]
    public void Make_SameSeed_MakesTheSamePicture()
    {
        static byte[] Take()
        {
            var dice = new Dice(77);
            var world = WorldGenerator.Make(dice);
            var view = CameraPlacement.Make(dice, world, Small, Vector3.UnitZ, 3, distort: true);
            return TestScenes.Render(world.NewScene(), view, shadows: 64).Rgb;
        }

        Assert.Equal(Take(), Take());
    }

    [Fact]
    public void Camera_InRooms_StaysInsideTheWalls()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            var dice = new Dice(seed);
            var world = WorldGenerator.Make(dice, WorldKind.Room);
            var target = new Vector3(world.FindPlace(dice, 0.4f), 0.9f);
            var view = CameraPlacement.Make(dice, world, Small, target, 20, distort: false);

            Assert.InRange(new Vector2(view.Position_m.X, view.Position_m.Y).Length(), 0, world.CameraReach_m + 0.51f);
            Assert.InRange(view.Position_m.Z, 0.1f, world.CameraHeight_m);
        }
    }

    [Fact]
    public void FindPlace_AfterTake_KeepsApart()
    {
        var dice = new Dice(3);
        var world = WorldGenerator.Make(dice, WorldKind.Park);
        for (var i = 0; i < 5; i++)
        {
            var place = world.FindPlace(dice, 0.4f);
            world.Take(place, 0.3f);
            var next = world.FindPlace(dice, 0.4f);
            Assert.True(Vector2.Distance(place, next) >= 0.7f - 1e-4f);
        }
    }

    [Fact]
    public void Occluders_Between_UsuallyHideAPart()
    {
        var hidden = 0;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var scene = TestScenes.Empty();
            var view = TestScenes.Front(128, 128);
            scene.Add(TestScenes.Standing(seed, Vector2.Zero, 0));
            Occluders.AddBetween(scene, new Dice(seed), view.Position_m, new Vector3(0, 0, 0.9f));
            var truth = TruthExtractor.Extract(scene, view, TestScenes.Render(scene, view));
            hidden += truth.People[0].VisibleShare < 0.98f ? 1 : 0;
        }

        Assert.InRange(hidden, 15, 30);
    }

    private static void AssertBusyAndReadable(Func<Dice, World> make, float distance_m)
    {
        var means = new List<double>();
        for (ulong seed = 0; seed < 12; seed++)
        {
            var dice = new Dice(seed);
            var world = make(dice);
            var view = CameraPlacement.Make(dice, world, Small, new Vector3(0, 0, 0.9f), distance_m, distort: true);
            var picture = TestScenes.Render(world.NewScene(), view);

            Assert.All(picture.Owners, owner => Assert.Equal(Solid.Nobody, owner));
            var mean = picture.Rgb.Average(value => value);
            var spread = Math.Sqrt(picture.Rgb.Average(value => (value - mean) * (value - mean)));
            Assert.True(spread > 6, $"seed {seed}: a flat picture, spread {spread}");
            means.Add(mean);
        }

        Assert.InRange(means.Average(), 80, 180);
    }
}
