using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Detections;

/// <summary>What a look at the whole of a frame and a closer one at a part of it tell together: within the part the closer one is believed.</summary>
public static class CloserDetections
{
    // Detectors draw boxes a little inside the part where a person is cut off: a share of its sides.
    private const float Edge = 0.015f;

    // As good as all of it.
    private const float Inside = 0.98f;

    // With more overlap two boxes are of one person, or one of them is round somebody else too.
    private const float SameIou = 0.5f;

    /// <param name="detections">Of the whole frame; of both looks afterwards.</param>
    /// <param name="closer">Of the part; whoever its edge cuts off is taken out, as the other look saw more of them.</param>
    /// <param name="part">What the closer look saw, frame pixels.</param>
    public static void Merge(DetectionList detections, DetectionList closer, in BoundingBox part, FrameGeometry frame)
    {
        var inner = Inner(part, frame);
        TakeOutCut(closer, inner);
        TakeOutReplaced(detections, closer, inner);
        foreach (ref readonly var detection in closer.Items)
        {
            detections.Add(detection);
        }
    }

    /// <summary>Where a box is of somebody whole: the frame's own edges cut nobody off of whom another look would see more.</summary>
    private static BoundingBox Inner(in BoundingBox part, FrameGeometry frame)
    {
        var (x, y) = (Edge * part.Width, Edge * part.Height);
        return new BoundingBox(
            part.X1 > 0 ? part.X1 + x : 0,
            part.Y1 > 0 ? part.Y1 + y : 0,
            part.X2 < frame.Width ? part.X2 - x : frame.Width,
            part.Y2 < frame.Height ? part.Y2 - y : frame.Height);
    }

    private static void TakeOutCut(DetectionList closer, in BoundingBox inner)
    {
        var items = closer.MutableItems;
        var kept = 0;
        foreach (var detection in items)
        {
            var box = detection.Box;
            if (box.X1 >= inner.X1 && box.Y1 >= inner.Y1 && box.X2 <= inner.X2 && box.Y2 <= inner.Y2)
            {
                items[kept++] = detection;
            }
        }

        closer.Truncate(kept);
    }

    private static void TakeOutReplaced(DetectionList detections, DetectionList closer, in BoundingBox inner)
    {
        var items = detections.MutableItems;
        var kept = 0;
        foreach (var detection in items)
        {
            if (BoundingBox.CoveredPart(detection.Box, inner) < Inside && !IsAmong(closer, detection.Box))
            {
                items[kept++] = detection;
            }
        }

        detections.Truncate(kept);
    }

    private static bool IsAmong(DetectionList closer, in BoundingBox box)
    {
        foreach (ref readonly var detection in closer.Items)
        {
            if (BoundingBox.IntersectionOverUnion(detection.Box, box) > SameIou)
            {
                return true;
            }
        }

        return false;
    }
}
