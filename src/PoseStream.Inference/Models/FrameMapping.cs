using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

/// <summary>Brings what a family decoded, in place and exactly once, from the model's input to the frame.</summary>
internal static class FrameMapping
{
    /// <summary>Boxes are cut off at the frame's edge; what is empty then, or was no number, goes.</summary>
    public static void ToFrame(DetectionList detections, in CropTransform transform, FrameGeometry frame)
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

            box = box.ClipTo(frame.Width, frame.Height);
            if (box.Width > 0 && box.Height > 0)
            {
                items[kept++] = detection with { Box = box };
            }
        }

        detections.Truncate(kept);
    }

    /// <summary>Pixels go through the crop's map; metres are turned about the viewing axis as the crop was (facts: model contracts §13.3).</summary>
    public static void ToFrame(PoseEstimate estimate, in CropTransform crop)
    {
        var (sin, cos) = MathF.SinCos(crop.Rotation);
        var scale = MathF.Sqrt(MathF.Abs(crop.ToFrameMatrix.GetDeterminant()));
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
}
