using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Batching;

/// <summary>One person's poses of the last frames.</summary>
public sealed class TemporalJob(WorkTicket ticket, int jointCount, int featureCount) : InferenceJob(ticket)
{
    /// <summary>The track's, which nobody touches before the job is done; null where this frame gives no job.</summary>
    public PoseWindow? Window { get; set; }

    public PoseEstimate Result { get; } = new(jointCount, featureCount);
}
