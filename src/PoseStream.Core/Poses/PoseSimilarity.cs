using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Poses;

/// <summary>How alike two poses in one picture are: COCO's object keypoint similarity (facts: model contracts §11), the joints that both have.</summary>
public static class PoseSimilarity
{
    private const int LeastJoints = 5;

    /// <param name="a">Frame pixels, in the order of <paramref name="skeleton"/>; as <paramref name="b"/>.</param>
    /// <param name="area_px2">Of the larger person's box.</param>
    /// <returns>0..1; 0 where too little is to be compared.</returns>
    public static float Of(ReadOnlySpan<JointEstimate> a, ReadOnlySpan<JointEstimate> b, Skeleton skeleton, float area_px2)
    {
        var (sum, common) = (0f, 0);
        for (var j = 0; j < a.Length; j++)
        {
            if (a[j].IsPresent && b[j].IsPresent)
            {
                var reach = 2 * skeleton.Joints[j].Sigma;
                sum += MathF.Exp(-Vector2.DistanceSquared(a[j].Pixel, b[j].Pixel) / (2 * reach * reach * area_px2));
                common++;
            }
        }

        return common >= LeastJoints ? sum / common : 0;
    }

    /// <summary>How well a pose fills a box: their overlap; 0 for no pose.</summary>
    public static float Fills(ReadOnlySpan<JointEstimate> pose, in BoundingBox box)
    {
        Vector2 least = new(float.PositiveInfinity), most = new(float.NegativeInfinity);
        foreach (ref readonly var joint in pose)
        {
            if (joint.IsPresent)
            {
                least = Vector2.Min(least, joint.Pixel);
                most = Vector2.Max(most, joint.Pixel);
            }
        }

        return least.X < most.X ? BoundingBox.IntersectionOverUnion(new BoundingBox(least.X, least.Y, most.X, most.Y), box) : 0;
    }
}
