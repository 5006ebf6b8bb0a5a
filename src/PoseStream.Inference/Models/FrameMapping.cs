using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

/// <summary>Brings what a family decoded, in place and exactly once, from the model's input to the frame.</summary>
internal static class FrameMapping
{
    /// <summary>Boxes are cut off at the frame's edge, unless they may leave it; what is not in the frame, or was no number, goes.</summary>
    public static void ToFrame(DetectionList detections, in CropTransform transform, FrameGeometry frame, bool mayLeaveFrame = false)
    {
        var items = detections.MutableItems;
        var kept = 0;
        foreach (var detection in items)
        {
            var box = transform.ToFrame(detection.Box);
            if (!box.IsFinite)
            {
                continue;
            }

            var inside = box.ClipTo(frame.Width, frame.Height);
            if (inside.Width > 0 && inside.Height > 0)
            {
                items[kept++] = detection with { Box = mayLeaveFrame ? box : inside };
            }
        }

        detections.Truncate(kept);
    }

    public static RootEstimate ToFrame(in RootEstimate root, in CropTransform crop) =>
        new(crop.ToFrame(root.Pixel), root.MetresPerPixel / ScaleOf(crop));

    /// <summary>Pixels go through the crop's map; metres are turned about the viewing axis as the crop was (facts: model contracts §13.3).</summary>
    public static void ToFrame(PoseEstimate estimate, in CropTransform crop)
    {
        var (sin, cos) = MathF.SinCos(crop.Rotation);
        var scale = ScaleOf(crop);
        estimate.MetresPerPixel /= scale;
        foreach (ref var joint in estimate.Joints)
        {
            if (!joint.IsPresent)
            {
                continue;
            }

            var metric = joint.RootRelative_m;
            joint = joint with
            {
                Pixel = crop.ToFrame(joint.Pixel),
                PixelSigma = joint.PixelSigma * scale,
                RootRelative_m = new Vector3((metric.X * cos) - (metric.Y * sin), (metric.X * sin) + (metric.Y * cos), metric.Z),
            };
        }
    }

    /// <summary>Frame pixels that a pixel of the input spans.</summary>
    private static float ScaleOf(in CropTransform crop) => MathF.Sqrt(MathF.Abs(crop.ToFrameMatrix.GetDeterminant()));
}
