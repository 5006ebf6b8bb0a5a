using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>COCO's average precision of boxes: the mean over IoU 0.50 to 0.95 of the precision at 101 recalls (facts: model contracts §14).</summary>
internal static class BoxPrecision
{
    public static double Of(IReadOnlyList<(IReadOnlyList<BoundingBox> People, IReadOnlyList<Detection> Found)> pictures) =>
        Enumerable.Range(0, 10).Average(step => At(pictures, 0.5f + (0.05f * step)));

    private static double At(IReadOnlyList<(IReadOnlyList<BoundingBox> People, IReadOnlyList<Detection> Found)> pictures, float leastIou)
    {
        var hits = pictures.SelectMany(picture => Match(picture.People, picture.Found, leastIou)).OrderByDescending(hit => hit.Score).ToArray();
        var people = pictures.Sum(picture => picture.People.Count);
        var (right, points) = (0, new List<(double Recall, double Precision)>());
        for (var i = 0; i < hits.Length; i++)
        {
            right += hits[i].IsRight ? 1 : 0;
            points.Add(((double)right / people, right / (i + 1.0)));
        }

        return Enumerable.Range(0, 101).Average(i => points.Where(p => p.Recall >= i / 100.0).Select(p => p.Precision).DefaultIfEmpty(0).Max());
    }

    private static List<(float Score, bool IsRight)> Match(IReadOnlyList<BoundingBox> people, IReadOnlyList<Detection> found, float leastIou)
    {
        var (free, hits) = (people.ToList(), new List<(float, bool)>());
        foreach (var detection in found.OrderByDescending(detection => detection.Score))
        {
            var best = free.Count == 0 ? default : free.MaxBy(person => BoundingBox.IntersectionOverUnion(person, detection.Box));
            var isRight = free.Count > 0 && BoundingBox.IntersectionOverUnion(best, detection.Box) >= leastIou && free.Remove(best);
            hits.Add((detection.Score, isRight));
        }

        return hits;
    }
}
