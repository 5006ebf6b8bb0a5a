using PoseStream.Core.Assignment;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Metrics.Matching;

/// <summary>Which found box is which true one. Boxes of one picture, pixels; each box is used once at most.</summary>
public static class BoxMatching
{
    public const int Nothing = LinearAssignment.Nothing;

    /// <summary>The pairs whose overlaps sum to the most.</summary>
    /// <param name="minimumOverlap">Intersection over union that a pair needs at least.</param>
    /// <param name="truthOfEstimate">Receives each estimate's truth or <see cref="Nothing"/>.</param>
    /// <returns>The number of pairs.</returns>
    public static int Optimal(ReadOnlySpan<BoundingBox> estimates, ReadOnlySpan<BoundingBox> truths, float minimumOverlap, Span<int> truthOfEstimate)
    {
        var gains = new double[estimates.Length * truths.Length];
        for (var i = 0; i < estimates.Length; i++)
        {
            for (var k = 0; k < truths.Length; k++)
            {
                var overlap = BoundingBox.IntersectionOverUnion(estimates[i], truths[k]);
                gains[(i * truths.Length) + k] = overlap >= minimumOverlap ? overlap : 0;
            }
        }

        LinearAssignment.Solve(gains, estimates.Length, truths.Length, truthOfEstimate);
        return estimates.Length - truthOfEstimate[..estimates.Length].Count(Nothing);
    }

    /// <summary>As COCO does it: the best score first takes the free truth that it overlaps most, and one to be ignored only where there is no other.</summary>
    /// <param name="detections">Best score first.</param>
    /// <param name="ignored">Truths that may be found or not; empty: none.</param>
    /// <param name="truthOfDetection">Receives each detection's truth or <see cref="Nothing"/>.</param>
    public static void Greedy(
        ReadOnlySpan<Detection> detections, ReadOnlySpan<BoundingBox> truths, ReadOnlySpan<bool> ignored, float minimumOverlap, Span<int> truthOfDetection)
    {
        truthOfDetection[..detections.Length].Fill(Nothing);
        for (var i = 0; i < detections.Length; i++)
        {
            var taken = truthOfDetection[..i];
            var best = Best(detections[i].Box, truths, ignored, wanted: false, minimumOverlap, taken);
            truthOfDetection[i] = best != Nothing || ignored.IsEmpty ? best : Best(detections[i].Box, truths, ignored, wanted: true, minimumOverlap, taken);
        }
    }

    private static int Best(
        in BoundingBox box, ReadOnlySpan<BoundingBox> truths, ReadOnlySpan<bool> ignored, bool wanted, float minimumOverlap, ReadOnlySpan<int> taken)
    {
        var (best, most) = (Nothing, minimumOverlap);
        for (var k = 0; k < truths.Length; k++)
        {
            if ((!ignored.IsEmpty && ignored[k]) != wanted || taken.Contains(k))
            {
                continue;
            }

            var overlap = BoundingBox.IntersectionOverUnion(box, truths[k]);
            if (overlap >= most)
            {
                (best, most) = (k, overlap);
            }
        }

        return best;
    }
}
