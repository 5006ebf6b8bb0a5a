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
        new(crop.ToFrame(root.Pixel), root.MetresPerPixel / crop.Scale);

    /// <summary>
    /// Pixels go through the crop's map; metres are turned about the viewing axis as the crop was (facts: model contracts §13.3), or from a virtual camera's axes to the real
    /// one's (§9.1). Features stay as they are, and know the turn.
    /// </summary>
    public static void ToFrame(PoseEstimate estimate, in CropTransform crop)
    {
        var (turn, scale) = (crop.Turn, crop.Scale);
        estimate.MetresPerPixel /= scale;
        estimate.FromCrop = turn;
        foreach (ref var joint in estimate.Joints)
        {
            if (!joint.IsPresent)
            {
                continue;
            }

            // A virtual camera sees more than the lens can show: who has no pixel there cannot be placed, nor published.
            var pixel = crop.ToFrame(joint.Pixel);
            Vector2? mean = joint.MeanPixel is { } middle ? crop.ToFrame(middle) : null;
            var placing = mean ?? pixel;
            if (!float.IsFinite(pixel.X + pixel.Y + placing.X + placing.Y))
            {
                joint = JointEstimate.Absent;
                continue;
            }

            joint = joint with
            {
                Pixel = pixel,
                MeanPixel = mean,
                PixelSigma = joint.PixelSigma * scale,
                // Where only a depth is known, it is along the camera's axis already.
                RootRelative_m = joint.HasMetric ? Vector3.Transform(joint.RootRelative_m, turn) : joint.RootRelative_m,
            };
        }
    }
}
