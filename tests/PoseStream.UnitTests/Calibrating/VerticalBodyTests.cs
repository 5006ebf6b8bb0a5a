using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Ground;
using Xunit;

namespace PoseStream.UnitTests.Calibrating;

public sealed class VerticalBodyTests
{
    private const double Stature_m = 1.7;

    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60) with { CameraToWorld = new CameraMount(2.6, 0.25, 0).ToWorld() };

    [Theory]
    [InlineData(60, 0)]
    [InlineData(60, 0.5)]
    [InlineData(100, 0)]
    [InlineData(100, 0.9)]
    [InlineData(140, 0.9)]
    public void Miss_HeadOffBySomePixels_CountsAlikeThroughAnyLens(double across_deg, double aside)
    {
        var lens = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), across_deg);
        var camera = lens with { CameraToWorld = new CameraMount(2.6, 0.25, 0).ToWorld() };
        var forward = 12 * Math.Tan(60 * Math.PI / 360) / Math.Tan(across_deg * Math.PI / 360);
        var feet = new Vector3((float)forward, (float)(-aside * forward * Math.Tan(across_deg * Math.PI / 360)), 0);
        var (head, foot) = (camera.Project(camera.ToCamera(feet + ((float)(Stature_m * UprightSighting.UsualShare) * Vector3.UnitZ))), camera.Project(camera.ToCamera(feet)));
        var up = GroundEstimator.UpOf(0.25, 0);
        double MissOf(Vector2 seen) => new VerticalBody(new UprightSighting(1, seen, foot), lens).Miss(up, Stature_m / 2.6) is var (along, across) ? Math.Sqrt((along * along) + (across * across)) : double.NaN;

        Assert.Equal(0, MissOf(head), 0.02);

        // Two pixels of a joint, and a stride's share of the height.
        var unit = Math.Sqrt(4 + Math.Pow(0.04 * Vector2.Distance(head, foot), 2));
        Assert.InRange(MissOf(head + new Vector2(0, -10)) / (10 / unit), 0.6, 1.4);
    }

    [Fact]
    public void BestStature_PersonWhoStoops_IsOfTheWholePerson()
    {
        var feet = new Vector3(8, 0, 0);
        var sighting = new UprightSighting(1, Camera.Project(Camera.ToCamera(feet + (0.85f * (float)Stature_m * Vector3.UnitZ))), Camera.Project(Camera.ToCamera(feet)), 0.85);
        Assert.Equal(Stature_m, 2.6 * new VerticalBody(sighting, Camera).BestStature(Camera.Ground!.Value.Up), 0.01);
    }

    [Fact]
    public void Miss_EarsAndAnkles_FitTheSamePerson()
    {
        var feet = new Vector3(6, 1, 0);
        Vector2 At(double share) => Camera.Project(Camera.ToCamera(feet + ((float)(share * Stature_m) * Vector3.UnitZ)));
        var body = new VerticalBody(new UprightSighting(1, At(0.93), At(0.039), 0.93 - 0.039, 0.039), Camera);
        Assert.Equal(Stature_m, 2.6 * body.BestStature(Camera.Ground!.Value.Up), 0.01);
        var (along, across) = body.Miss(Camera.Ground!.Value.Up, Stature_m / 2.6);
        Assert.Equal(0, along, 0.02);
        Assert.Equal(0, across, 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void BestStature_AnklesBehindTheFeetAndHeadAhead_IsOfTheWholePerson(int away)
    {
        var feet = new Vector3(6, 1, 0);
        Vector2 At(double share, double ahead) => Camera.Project(Camera.ToCamera(feet + ((float)Stature_m * new Vector3((float)(away * ahead), 0, (float)share))));
        var toRight = away * (Camera.ToCamera(feet - Vector3.UnitY) - Camera.ToCamera(feet));
        var body = new VerticalBody(new UprightSighting(1, At(0.93, VerticalBody.UsualLean), At(0.039, -0.045), 0.93 - 0.039, 0.039, toRight, 0.045), Camera);
        Assert.Equal(Stature_m, 2.6 * body.BestStature(Camera.Ground!.Value.Up), 0.01);
        var (along, across) = body.Miss(Camera.Ground!.Value.Up, Stature_m / 2.6);
        Assert.Equal(0, along, 0.05);
        Assert.Equal(0, across, 0.05);
    }

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(1, 0.04)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0.1)]
    public void Miss_HeadAheadOfTheFeet_FitsWhoFacesThere(int quarterTurns, double lean)
    {
        var camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60) with { CameraToWorld = new CameraMount(2.6, 0.25, 0.1).ToWorld() };
        var feet = new Vector3(6, 1, 0);
        var turn = quarterTurns * MathF.PI / 2;
        var (facing, right) = (new Vector3(MathF.Cos(turn), MathF.Sin(turn), 0), new Vector3(MathF.Sin(turn), -MathF.Cos(turn), 0));
        var head = feet + ((float)Stature_m * (((float)UprightSighting.UsualShare * Vector3.UnitZ) + ((float)lean * facing)));
        var toRight = camera.ToCamera(feet + (0.4f * right)) - camera.ToCamera(feet);
        var body = new VerticalBody(new UprightSighting(1, camera.Project(camera.ToCamera(head)), camera.Project(camera.ToCamera(feet)), ToRight: toRight), camera);
        var (along, across) = body.Miss(camera.Ground!.Value.Up, Stature_m / 2.6, lean);
        Assert.Equal(0, along, 0.02);
        Assert.Equal(0, across, 0.02);
        var elsewhere = body.Miss(camera.Ground!.Value.Up, Stature_m / 2.6, -lean);
        Assert.True(Math.Abs(elsewhere.Along) + Math.Abs(elsewhere.Across) > 0.3);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void Miss_WhoseFacingIsNotKnown_StandsUpright(float unknown)
    {
        var feet = new Vector3(6, 1, 0);
        var head = feet + ((float)(Stature_m * UprightSighting.UsualShare) * Vector3.UnitZ);
        var sighting = new UprightSighting(1, Camera.Project(Camera.ToCamera(head)), Camera.Project(Camera.ToCamera(feet)), ToRight: new Vector3(unknown));
        var (along, across) = new VerticalBody(sighting, Camera).Miss(Camera.Ground!.Value.Up, Stature_m / 2.6);
        Assert.Equal(0, along, 0.02);
        Assert.Equal(0, across, 0.02);
    }

    [Theory]
    [InlineData(1.7, true)]
    [InlineData(1.2, true)]
    [InlineData(0.8, false)]
    [InlineData(2.8, false)]
    public void FitsAdultOn_Statures_ThoseOfPeople(double stature_m, bool fits)
    {
        var feet = new Vector3(8, 1, 0);
        var sighting = new UprightSighting(1, Camera.Project(Camera.ToCamera(feet + ((float)(stature_m * UprightSighting.UsualShare) * Vector3.UnitZ))), Camera.Project(Camera.ToCamera(feet)));
        Assert.Equal(fits, new VerticalBody(sighting, Camera).FitsAdultOn(Camera.Ground!.Value));
    }

    [Fact]
    public void FitsAdultOn_SomebodyWhoLeans_DoesNot()
    {
        var feet = new Vector3(6, 0, 0);
        var sighting = new UprightSighting(1, Camera.Project(Camera.ToCamera(feet + new Vector3(0, 1, 1.3f))), Camera.Project(Camera.ToCamera(feet)));
        Assert.False(new VerticalBody(sighting, Camera).FitsAdultOn(Camera.Ground!.Value));
    }
}
