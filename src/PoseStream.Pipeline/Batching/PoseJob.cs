using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Batching;

/// <summary>One person's crop.</summary>
public sealed class PoseJob(WorkTicket ticket, int jointCount, int featureCount = 0) : InferenceJob(ticket)
{
    public PoseCrop Crop { get; set; }

    public PoseEstimate Result { get; } = new(jointCount, featureCount);
}
