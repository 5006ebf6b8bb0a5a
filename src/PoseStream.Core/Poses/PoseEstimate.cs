namespace PoseStream.Core.Poses;

/// <summary>A reusable place for one person's joints, in the order of the network's skeleton.</summary>
public sealed class PoseEstimate(int jointCount)
{
    private readonly JointEstimate[] _joints = new JointEstimate[jointCount];

    /// <summary>0..1: that there is a person in the crop at all.</summary>
    public float Score { get; set; }

    public Span<JointEstimate> Joints => _joints;

    public void Clear()
    {
        Score = 0;
        Array.Fill(_joints, JointEstimate.Absent);
    }
}
