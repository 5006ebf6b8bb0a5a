using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Scenes;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class SceneCalibrationsTests
{
    private static readonly CameraView View = CameraView.Aimed(CameraModel.FromFieldOfView(new FrameGeometry(640, 360), 78), new Vector3(0, 0, 2.5f), 0, 0.2f);

    [Fact]
    public void Of_Uncalibrated_IsAsFarOffInTheMeanAsTheServiceReckonsWith()
    {
        var cameras = SceneCalibrations.Of(SceneCalibration.Uncalibrated, View, null);
        Assert.All(cameras, camera => Assert.Equal((IntrinsicsSource.AssumedFieldOfView, null), (camera.Source, camera.CameraToWorld)));
        var off = cameras.Select(camera => Math.Log(camera.Fx / View.Model.Fx) / camera.FocalSigma).ToArray();
        Assert.Equal(0, off.Average(), 3);
        Assert.Equal(1, off.Average(one => one * one), 2);
    }

    [Fact]
    public void Of_FromPeopleWhoToldNothing_IsAsUncalibrated() =>
        Assert.Equal(SceneCalibrations.Of(SceneCalibration.Uncalibrated, View, null), SceneCalibrations.Of(SceneCalibration.FromPeople, View, null));

    [Fact]
    public void Of_Ground_StandsWhereTheCameraDoes()
    {
        var camera = Assert.Single(SceneCalibrations.Of(SceneCalibration.Ground, View, null));
        Assert.Equal((0, View.Position_m), (camera.FocalSigma, camera.CameraToWorld!.Translation_m));
        Assert.Null(Assert.Single(SceneCalibrations.Of(SceneCalibration.Calibrated, View, null)).CameraToWorld);
    }

    // Whoever finds a camera's tilt from people knows nothing of where the world's x lies.
    [Fact]
    public void Truly_BelievedTiltIsWrong_HasTheTrueTiltAndTheBelievedHeading()
    {
        var view = CameraView.Aimed(View.Model, new Vector3(3, -2, 2.5f), 0.7f, 0.2f, 0.05f);
        var believed = View.Model with { CameraToWorld = new CameraMount(2.2, 0.3, 0, -0.1).ToWorld() };
        var truth = CameraMount.Of(SceneCalibrations.Truly(believed, view).CameraToWorld!);
        Assert.Equal(2.5, truth.Height_m, 4);
        Assert.Equal(0.2, truth.Pitch_rad, 4);
        Assert.Equal(0.05, truth.Roll_rad, 4);
        Assert.Equal(-0.1, truth.Yaw_rad, 4);
    }

    [Fact]
    public void Truly_NoPlaceIsBelieved_HasNone() => Assert.Null(SceneCalibrations.Truly(View.Model, View).CameraToWorld);
}
