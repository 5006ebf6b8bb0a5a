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
}
