using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Poses;

/// <summary>The pose that a network saw in a mirrored crop, brought back and averaged with the one that it saw in the crop itself ("flip test").</summary>
public static class MirroredPose
{
    /// <summary>
    /// Model-input pixels, axes of the crop. A joint that only one of the two has stays as that one has it, half as sure.
    /// <see cref="PoseEstimate.Features"/> stay as they are.
    /// </summary>
    /// <param name="mirrored">Of the mirrored crop, as it was decoded.</param>
    /// <param name="width">What a joint's x and that of the same joint in the mirrored crop add up to.</param>
    public static void Average(PoseEstimate into, PoseEstimate mirrored, Skeleton skeleton, float width)
    {
        into.Score = (into.Score + mirrored.Score) / 2;
        into.MetresPerPixel = float.IsFinite(into.MetresPerPixel + mirrored.MetresPerPixel) ? (into.MetresPerPixel + mirrored.MetresPerPixel) / 2 : into.MetresPerPixel;
        var joints = into.Joints;
        for (var j = 0; j < joints.Length; j++)
        {
            var other = mirrored.Joints[skeleton.Joints[j].Mirror];
            joints[j] = Mean(joints[j], other with
            {
                Pixel = Back(other.Pixel),
                MeanPixel = other.MeanPixel is { } mean ? Back(mean) : null,
                RootRelative_m = other.RootRelative_m * new Vector3(-1, 1, 1),
            });
        }

        Vector2 Back(Vector2 pixel) => new(width - pixel.X, pixel.Y);
    }

    private static JointEstimate Mean(in JointEstimate a, in JointEstimate b) => (a.IsPresent, b.IsPresent) switch
    {
        (true, true) => new JointEstimate(
            (a.Pixel + b.Pixel) / 2,
            (a.RootRelative_m + b.RootRelative_m) / 2,
            (a.Confidence + b.Confidence) / 2,
            (a.Visibility + b.Visibility) / 2,
            (a.PixelSigma + b.PixelSigma) / 2,
            (a.DepthSigma_m + b.DepthSigma_m) / 2,
            (a.MeanPixel + b.MeanPixel) / 2),
        (true, false) => Halved(a),
        (false, true) => Halved(b),
        _ => JointEstimate.Absent,
    };

    private static JointEstimate Halved(in JointEstimate joint) => joint with { Confidence = joint.Confidence / 2, Visibility = joint.Visibility / 2 };
}
