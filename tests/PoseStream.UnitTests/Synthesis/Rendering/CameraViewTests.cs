using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Rendering;

public sealed class CameraViewTests
{
    private static readonly CameraModel Model = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60);

    [Fact]
    public void ToWorld_AnyAim_IsARotationAndNoReflection()
    {
        var dice = new Dice(5);
        for (var i = 0; i < 200; i++)
        {
            var view = CameraView.Aimed(Model, Vector3.Zero, dice.Uniform(-4, 4), dice.Uniform(-1.5f, 1.5f), dice.Uniform(-3, 3));
            var x = view.ToCamera(Vector3.UnitX);
            var y = view.ToCamera(Vector3.UnitY);
            var z = view.ToCamera(Vector3.UnitZ);

            Assert.Equal(1, Vector3.Dot(Vector3.Cross(x, y), z), 4);
        }
    }

    [Fact]
    public void Aimed_Level_ShowsLeftOnTheLeftAndUpAbove()
    {
        var view = CameraView.Aimed(Model, new Vector3(0, 0, 1), 0, 0);

        Assert.Equal(new Vector2(320, 240), view.Project(new Vector3(5, 0, 1)));
        Assert.True(view.Project(new Vector3(5, 1, 1)).X < 320);
        Assert.True(view.Project(new Vector3(5, 0, 2)).Y < 240);
        Assert.Equal(5, view.ToCamera(new Vector3(5, 1, 2)).Z, 4);
    }

    [Fact]
    public void Aimed_PitchAndRollPositive_LookDownAndTurnClockwise()
    {
        Assert.True(CameraView.Aimed(Model, Vector3.Zero, 0, 0.3f).Project(new Vector3(5, 0, 0)).Y < 240);
        // A camera turned clockwise sees what was above on its left.
        Assert.True(CameraView.Aimed(Model, Vector3.Zero, 0, 0, 0.3f).Project(new Vector3(5, 0, 1)).X < 320);
    }

    [Fact]
    public void LookingAt_APoint_PutsItOnTheAxis()
    {
        var target = new Vector3(-2, 3, 0.5f);
        var view = CameraView.LookingAt(Model, new Vector3(4, -1, 2.5f), target);

        var at = view.ToCamera(target);

        Assert.Equal(0, at.X, 4);
        Assert.Equal(0, at.Y, 4);
        Assert.True(at.Z > 0);
    }

    [Fact]
    public void Project_BehindTheCamera_IsNotANumber() =>
        Assert.True(float.IsNaN(CameraView.Aimed(Model, Vector3.Zero, 0, 0).Project(new Vector3(-1, 0, 0)).X));

    [Fact]
    public void Through_ACrop_ProjectsToTheCropsInput()
    {
        var view = CameraView.LookingAt(Model, new Vector3(4, 1, 1.5f), Vector3.UnitZ);
        var crop = CropTransform.Region(new Vector2(300, 260), 120, 200, 0, 96, 128);
        var point = new Vector3(0.2f, -0.3f, 1.1f);

        var pixel = view.Through(crop).Project(point);

        var expected = crop.ToInput(view.Project(point));
        Assert.Equal(expected.X, pixel.X, 2);
        Assert.Equal(expected.Y, pixel.Y, 2);
    }

    [Fact]
    public void Through_TurnedCropOrDistortingLens_IsRefused()
    {
        var view = CameraView.Aimed(Model, Vector3.Zero, 0, 0);
        var bent = view with { Model = Model with { Distortion = new LensDistortion(-0.1, 0, 0, 0, 0) } };

        Assert.Throws<ArgumentException>(() => view.Through(CropTransform.Region(new Vector2(300, 200), 100, 100, 0.2f, 96, 128)));
        Assert.Throws<ArgumentException>(() => bent.Through(CropTransform.Region(new Vector2(300, 200), 100, 100, 0, 96, 128)));
    }
}
