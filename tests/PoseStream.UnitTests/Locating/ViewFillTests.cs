using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class ViewFillTests
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 90);

    [Theory]
    [InlineData(640, 150)]
    [InlineData(60, 150)]
    [InlineData(1200, 340)]
    public void TryProject_BodyThatStandsSomewhere_IsPutBackThere(float x, float half)
    {
        var view = VirtualCamera.Toward(Camera, new Vector2(x, 360), new Vector2(0, half), 256, 256, 256);
        var (joints, random) = (new JointEstimate[40], new Random(2));
        foreach (ref var joint in joints.AsSpan())
        {
            var metres = new Vector3(random.NextSingle() - 0.5f, (2 * random.NextSingle()) - 1, random.NextSingle() - 0.5f);
            joint = new JointEstimate(new Vector2(128) + (new Vector2(metres.X, metres.Y) * 128), metres, 1, 1);
        }

        // The box is that of the pixels as they come: 256 pixels high about the middle, as near as random points are.
        var (low, high) = (joints.Select(joint => joint.Pixel).Aggregate(Vector2.Min), joints.Select(joint => joint.Pixel).Aggregate(Vector2.Max));
        Assert.True(ViewFill.TryProject(joints, view));
        var (seenLow, seenHigh) = (joints.Select(joint => joint.Pixel).Aggregate(Vector2.Min), joints.Select(joint => joint.Pixel).Aggregate(Vector2.Max));
        Assert.Equal(high.Y - low.Y, seenHigh.Y - seenLow.Y, 0.01f);
        Assert.True(Vector2.Distance((low + high) / 2, (seenLow + seenHigh) / 2) < 0.01f);

        // All rays meet: the projections are those of one place.
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { Pixel = view.ToFrame(joints[j].Pixel), RootRelative_m = Vector3.Transform(joints[j].RootRelative_m, view.ToReal) };
        }

        Assert.InRange(RootFitter.Fit(joints, Camera)!.Value.ReprojectionError_px!.Value, 0, 0.02f);
    }

    [Fact]
    public void TryProject_BodyWithoutHeight_IsLeftAlone()
    {
        var view = VirtualCamera.Toward(Camera, new Vector2(640, 360), new Vector2(0, 100), 256, 256, 256);
        JointEstimate[] joints = [new(new Vector2(3, 4), Vector3.Zero, 1, 1), new(new Vector2(3, 4), Vector3.Zero, 1, 1)];
        Assert.False(ViewFill.TryProject(joints, view));
        Assert.Equal(new Vector2(3, 4), joints[1].Pixel);
    }
}
