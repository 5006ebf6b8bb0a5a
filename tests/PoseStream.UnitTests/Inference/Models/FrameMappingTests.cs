using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Inference.Models;
using Xunit;

namespace PoseStream.UnitTests.Inference.Models;

public sealed class FrameMappingTests
{
    [Fact]
    public void ToFrame_Boxes_AreScaledClippedAndDroppedWhenNothingIsLeft()
    {
        var list = new DetectionList();
        foreach (var box in new[]
        {
            new BoundingBox(10, 10, 20, 30),
            new BoundingBox(-50, 170, 400, 300),
            new BoundingBox(10, 181, 50, 300), // Only on the padding.
            new BoundingBox(20, 20, 20, 40),
            new BoundingBox(30, 30, 10, 10),
            new BoundingBox(float.NaN, 0, 10, 10),
            new BoundingBox(0, 0, float.PositiveInfinity, 10),
        })
        {
            list.Add(new Detection(box, 0.5f));
        }

        FrameMapping.ToFrame(list, CropTransform.LetterboxTopLeft(1280, 720, 320, 320), new FrameGeometry(1280, 720));

        Assert.Equal(
            [new BoundingBox(40, 40, 80, 120), new BoundingBox(0, 680, 1280, 720)],
            list.Items.ToArray().Select(detection => detection.Box));
    }

    // Regions about people keep their middle over the frame's edge; one that is wholly beyond it goes all the same.
    [Fact]
    public void ToFrame_BoxesThatMayLeaveTheFrame_StayWhole()
    {
        var list = new DetectionList();
        list.Add(new Detection(new BoundingBox(-50, 100, 50, 200), 0.5f, 0.3f));
        list.Add(new Detection(new BoundingBox(-50, 100, -10, 140), 0.5f));
        FrameMapping.ToFrame(list, CropTransform.LetterboxTopLeft(1280, 720, 320, 320), new FrameGeometry(1280, 720), mayLeaveFrame: true);
        Assert.Equal(new Detection(new BoundingBox(-200, 400, 200, 800), 0.5f, 0.3f), Assert.Single(list.Items.ToArray()));
    }

    [Fact]
    public void ToFrame_JointThatTheLensCannotShow_IsAbsent()
    {
        var camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 90);
        var view = VirtualCamera.Toward(camera, new Vector2(1200, 360), new Vector2(0, 100), 20, 256, 256);
        var estimate = new PoseEstimate(2);
        estimate.Joints[0] = new JointEstimate(new Vector2(128, 128), Vector3.Zero, 1, 1);
        estimate.Joints[1] = new JointEstimate(new Vector2(256, 128), Vector3.UnitX, 1, 1);

        FrameMapping.ToFrame(estimate, CropTransform.Through(view, 256, 256));

        Assert.True(Vector2.Distance(new Vector2(1200, 360), estimate.Joints[0].Pixel) < 0.1f);
        Assert.False(estimate.Joints[1].IsPresent);
    }

    [Fact]
    public void ToFrame_TurnedCrop_TurnsMetresAboutTheViewingAxis()
    {
        var estimate = new PoseEstimate(2);
        estimate.Clear();
        estimate.Joints[0] = new JointEstimate(new Vector2(256, 128), new Vector3(1, 0, 0.3f), 1, 1, MeanPixel: new Vector2(192, 128));

        FrameMapping.ToFrame(estimate, CropTransform.Region(new Vector2(500, 400), 512, 512, MathF.PI / 2, 256, 256));

        // A quarter turn clockwise: what points right in the crop points down in the frame.
        Assert.True(Vector2.Distance(new Vector2(500, 656), estimate.Joints[0].Pixel) < 1e-3f);
        Assert.True(Vector2.Distance(new Vector2(500, 528), estimate.Joints[0].PlacingPixel) < 1e-3f);
        Assert.True(Vector3.Distance(new Vector3(0, 1, 0.3f), estimate.Joints[0].RootRelative_m) < 1e-6f);
        Assert.False(estimate.Joints[1].IsPresent);
    }
}
