using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Detections;

/// <summary>
/// What a look at the whole of a frame and a closer one at a part of it tell together: within the part the closer one is believed, but for those whom the part's edge cuts off, of whom the other
/// saw more.
/// </summary>
public static class CloserDetections
{
    // Detectors draw boxes inside the part where a person is cut off, by some pixels of their input: a share of its sides.
    private const float Edge = 0.03f;

    // As good as all of it.
    private const float Inside = 0.98f;

    // With more overlap two boxes are of one person, or one of them is round somebody else too.
    private const float SameIou = 0.5f;

    // Of what is seen of somebody who is cut off, in the box round all of them.
    private const float Within = 0.7f;

    /// <param name="detections">Of the whole frame; of both looks afterwards, those of the closer one last.</param>
    /// <param name="closer">Of the part; those who are cut off are taken out.</param>
    /// <param name="part">What the closer look saw, frame pixels.</param>
    public static void Merge(DetectionList detections, DetectionList closer, in BoundingBox part, FrameGeometry frame)
    {
        var inner = Inner(part, frame);
        var uncut = PutUncutFirst(closer, inner);
        TakeOutReplaced(detections, closer.Items[..uncut], closer.Items[uncut..], inner);
        closer.Truncate(uncut);
        foreach (ref readonly var detection in closer.Items)
        {
            detections.Add(detection);
        }
    }

    /// <summary>Where a box is of somebody whole: at the frame's own edges there is nothing that another look would see more of, however far a box reaches beyond.</summary>
    private static BoundingBox Inner(in BoundingBox part, FrameGeometry frame)
    {
        var (x, y) = (Edge * part.Width, Edge * part.Height);
        return new BoundingBox(
            part.X1 > 0 ? part.X1 + x : float.NegativeInfinity,
            part.Y1 > 0 ? part.Y1 + y : float.NegativeInfinity,
            part.X2 < frame.Width ? part.X2 - x : float.PositiveInfinity,
            part.Y2 < frame.Height ? part.Y2 - y : float.PositiveInfinity);
    }

    /// <returns>How many are not cut off.</returns>
    private static int PutUncutFirst(DetectionList closer, in BoundingBox inner)
    {
        var items = closer.MutableItems;
        var uncut = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var box = items[i].Box;
            if (box.X1 >= inner.X1 && box.Y1 >= inner.Y1 && box.X2 <= inner.X2 && box.Y2 <= inner.Y2)
            {
                (items[uncut], items[i]) = (items[i], items[uncut]);
                uncut++;
            }
        }

        return uncut;
    }

    private static void TakeOutReplaced(DetectionList detections, ReadOnlySpan<Detection> uncut, ReadOnlySpan<Detection> cut, in BoundingBox inner)
    {
        var items = detections.MutableItems;
        var kept = 0;
        foreach (var detection in items)
        {
            var isInside = BoundingBox.CoveredPart(detection.Box, inner) >= Inside;
            var isSeen = IsAmong(uncut, detection.Box);
            // Round somebody whom the closer look saw cut off, it may be round somebody else too, and then it is given up only where it would say nothing more.
            if (HoldsAny(cut, detection.Box) ? !(isInside && isSeen) : !(isInside || isSeen))
            {
                items[kept++] = detection;
            }
        }

        detections.Truncate(kept);
    }

    private static bool IsAmong(ReadOnlySpan<Detection> detections, in BoundingBox box)
    {
        foreach (ref readonly var detection in detections)
        {
            if (BoundingBox.IntersectionOverUnion(detection.Box, box) > SameIou)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsAny(ReadOnlySpan<Detection> cut, in BoundingBox box)
    {
        foreach (ref readonly var detection in cut)
        {
            if (BoundingBox.CoveredPart(detection.Box, box) >= Within)
            {
                return true;
            }
        }

        return false;
    }
}
