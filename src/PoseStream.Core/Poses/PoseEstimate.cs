namespace PoseStream.Core.Poses;

/// <summary>A reusable place for one person's joints, in the order of the network's skeleton.</summary>
public sealed class PoseEstimate(int jointCount)
{
    private readonly JointEstimate[] _joints = new JointEstimate[jointCount];

    /// <summary>0..1: that there is a person in the crop at all.</summary>
    public float Score { get; set; }

    /// <summary>
    /// Metres that one pixel spans at the root's distance, model-input pixels inside a family, frame pixels everywhere else: times the focal length, the root's depth.
    /// NaN where the network does not say. Where it does, joints' X and Y in metres follow from their pixels and only Z is the network's own.
    /// </summary>
    public float MetresPerPixel { get; set; } = float.NaN;

    public Span<JointEstimate> Joints => _joints;

    public void Clear()
    {
        Score = 0;
        MetresPerPixel = float.NaN;
        Array.Fill(_joints, JointEstimate.Absent);
    }
}
