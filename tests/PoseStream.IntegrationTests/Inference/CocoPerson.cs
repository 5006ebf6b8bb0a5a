using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.IntegrationTests.Inference;

/// <param name="Box">Pixels.</param>
/// <param name="Area">Of the person's outline, px².</param>
/// <param name="Keypoints">In COCO's order; null where nothing is labelled.</param>
internal sealed record CocoPerson(BoundingBox Box, float Area, IReadOnlyList<Vector2?> Keypoints)
{
    public int Labelled => Keypoints.Count(keypoint => keypoint is not null);

    public static CocoPerson Read(JsonElement annotation)
    {
        var box = annotation.GetProperty("bbox").EnumerateArray().Select(number => number.GetSingle()).ToArray();
        var keypoints = annotation.GetProperty("keypoints").EnumerateArray().Select(number => number.GetSingle()).Chunk(3);
        return new CocoPerson(
            new BoundingBox(box[0], box[1], box[0] + box[2], box[1] + box[3]),
            annotation.GetProperty("area").GetSingle(),
            [.. keypoints.Select(keypoint => keypoint[2] > 0 ? new Vector2(keypoint[0] + 0.5f, keypoint[1] + 0.5f) : (Vector2?)null)]);
    }

    /// <summary>Object keypoint similarity over the labelled joints, by name; an absent joint counts 0 (facts: model contracts §11, trap T2).</summary>
    public float Similarity(Skeleton skeleton, ReadOnlySpan<JointEstimate> joints)
    {
        var sum = 0f;
        for (var i = 0; i < Keypoints.Count; i++)
        {
            var definition = Coco17.Skeleton.Joints[i];
            var joint = joints[skeleton.IndexOf(definition.Name)];
            if (Keypoints[i] is { } keypoint && joint.IsPresent)
            {
                var k = 2 * definition.Sigma;
                sum += MathF.Exp(-Vector2.DistanceSquared(joint.Pixel, keypoint) / (2 * Area * k * k));
            }
        }

        return sum / Labelled;
    }
}
