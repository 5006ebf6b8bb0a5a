using System.Numerics;

namespace PoseStream.Core.Poses;

/// <summary>A reusable place for one person's joints, in the order of the network's skeleton.</summary>
/// <param name="featureCount">See <see cref="Features"/>.</param>
public sealed class PoseEstimate(int jointCount, int featureCount = 0)
{
    private readonly JointEstimate[] _joints = new JointEstimate[jointCount];
    private readonly float[] _features = new float[featureCount];

    /// <summary>0..1: that there is a person in the crop at all.</summary>
    public float Score { get; set; }

    /// <summary>
    /// Metres that one pixel spans at the root's distance, model-input pixels inside a family, frame pixels everywhere else: times the focal length, the root's depth.
    /// NaN where the network does not say. Where it does, joints' X and Y in metres follow from their <see cref="JointEstimate.PlacingPixel"/> and only Z is the network's own.
    /// </summary>
    public float MetresPerPixel { get; set; } = float.NaN;

    public Span<JointEstimate> Joints => _joints;

    /// <summary>What the network says beside joints, as its family describes: for a sequence network of the same system. Empty for most.</summary>
    public Span<float> Features => _features;

    /// <summary>From the axes of the crop, in which <see cref="Features"/> stay for ever, to the camera's; no turn inside a family.</summary>
    public Quaternion FromCrop { get; set; } = Quaternion.Identity;

    public void Clear()
    {
        Score = 0;
        MetresPerPixel = float.NaN;
        FromCrop = Quaternion.Identity;
        Array.Fill(_joints, JointEstimate.Absent);
        Array.Clear(_features);
    }

    /// <param name="other">Of the same sizes.</param>
    public void CopyFrom(PoseEstimate other)
    {
        Score = other.Score;
        MetresPerPixel = other.MetresPerPixel;
        FromCrop = other.FromCrop;
        other.Joints.CopyTo(_joints);
        other.Features.CopyTo(_features);
    }
}
