using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Tracking;

/// <summary>Where a pose network saw somebody's trunk: the middle of shoulders and hips.</summary>
/// <param name="Pixel">Frame pixels; NaN where it saw none.</param>
/// <param name="Confidence">0..1, the mean of the four joints' as the network has it: what is sure for one is usual for another.</param>
public readonly record struct TrunkSighting(Vector2 Pixel, float Confidence)
{
    public static readonly TrunkSighting None = new(new Vector2(float.NaN), 0);

    private static readonly int[] Corners =
    [
        Halpe26.Skeleton.IndexOf("left_shoulder"), Halpe26.Skeleton.IndexOf("right_shoulder"), Halpe26.Skeleton.IndexOf("left_hip"), Halpe26.Skeleton.IndexOf("right_hip"),
    ];

    public bool IsKnown => float.IsFinite(Pixel.X) && float.IsFinite(Pixel.Y);

    /// <param name="joints">Of the published skeleton, frame pixels. Not known unless all four joints are there.</param>
    public static TrunkSighting Of(ReadOnlySpan<JointEstimate> joints)
    {
        var (sum, confidence) = (Vector2.Zero, 0f);
        foreach (var corner in Corners)
        {
            if (!joints[corner].IsPresent)
            {
                return None;
            }

            sum += joints[corner].Pixel;
            confidence += joints[corner].Confidence;
        }

        return new TrunkSighting(sum / Corners.Length, confidence / Corners.Length);
    }
}
