using PoseStream.Core.Geometry;

namespace PoseStream.Core.Detections;

/// <summary>Greedy suppression: the best box stays, and every box that overlaps a kept one by more than the threshold goes.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Sorts best first, suppresses, and keeps at most <paramref name="maximum"/>. In place, no allocation.</summary>
    public static void Apply(DetectionList detections, float intersectionOverUnion, int maximum)
    {
        var items = detections.MutableItems;
        items.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var kept = 0;
        for (var i = 0; i < items.Length && kept < maximum; i++)
        {
            var candidate = items[i];
            var suppressed = false;
            for (var k = 0; k < kept && !suppressed; k++)
            {
                suppressed = BoundingBox.IntersectionOverUnion(items[k].Box, candidate.Box) > intersectionOverUnion;
            }

            if (!suppressed)
            {
                items[kept++] = candidate;
            }
        }

        detections.Truncate(kept);
    }
}
