using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Publishing.Contracts;
using Xunit;
using V1 = PoseStream.V1;

namespace PoseStream.UnitTests.Publishing;

public sealed class CameraMapperTests
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60) with { CameraToWorld = new CameraMount(2.5, 0.3, 0.05, 0.4).ToWorld() };

    [Fact]
    public void Pose_APointInFrontOfTheCamera_IsWhereTheMessageSaysInTheWorld()
    {
        // As a client computes it, from the message's numbers alone.
        var pose = CameraMapper.Pose(Camera)!;
        var (q, t) = (pose.Orientation, pose.PositionM);
        var seen = new Vector3(0.5f, 1, 7);
        var world = Vector3.Transform(seen, new Quaternion(q.X, q.Y, q.Z, q.W)) + new Vector3(t.X, t.Y, t.Z);
        Assert.Equal(0, Vector3.Distance(Camera.ToWorld(seen), world), 1e-5f);
        Assert.Equal(2.5f, t.Z, 1e-6f);
    }

    [Fact]
    public void Pose_CameraNobodyPlaced_IsAbsent() => Assert.Null(CameraMapper.Pose(Camera with { CameraToWorld = null }));

    [Fact]
    public void Intrinsics_Fisheye_HasItsFourCoefficients()
    {
        var message = CameraMapper.Intrinsics(Camera with { Distortion = LensDistortion.Fisheye(0.1, -0.2, 0.3, -0.4) });
        Assert.Equal(V1.LensModel.Fisheye, message.LensModel);
        Assert.Equal([0.1f, -0.2f, 0.3f, -0.4f], message.DistortionCoefficients);
    }

    [Fact]
    public void Intrinsics_NoDistortion_HasNoCoefficients()
    {
        var message = CameraMapper.Intrinsics(Camera);
        Assert.Equal(V1.LensModel.Perspective, message.LensModel);
        Assert.Empty(message.DistortionCoefficients);
        Assert.Equal(0.2f, message.FocalStandardError);
    }

    [Fact]
    public void Id_SameNumbers_IsTheSameAndEachNumberCounts()
    {
        var id = CameraMapper.Id(Camera);
        Assert.Equal(id, CameraMapper.Id(Camera with { Source = IntrinsicsSource.Configured, HeightSigma = 0.1 }));
        Assert.Matches("^[0-9a-f]{16}$", id);
        CameraModel[] others =
        [
            Camera with { Fx = 900 }, Camera with { Fy = 900 }, Camera with { Cx = 1 }, Camera with { Cy = 1 }, Camera with { Geometry = new FrameGeometry(640, 480) },
            Camera with { Distortion = new LensDistortion(0.1, 0, 0, 0, 0) }, Camera with { Distortion = LensDistortion.Fisheye(0, 0, 0, 0) },
            Camera with { CameraToWorld = null }, Camera with { CameraToWorld = new CameraMount(2.6, 0.3, 0.05, 0.4).ToWorld() },
            Camera with { CameraToWorld = new CameraMount(2.5, 0.31, 0.05, 0.4).ToWorld() },
        ];
        Assert.Equal(others.Length + 1, others.Select(CameraMapper.Id).Append(id).Distinct().Count());
    }
}
