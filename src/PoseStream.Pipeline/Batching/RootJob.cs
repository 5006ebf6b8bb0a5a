using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Batching;

/// <summary>One person's crop, whose distance is wanted.</summary>
public sealed class RootJob(WorkTicket ticket) : InferenceJob(ticket)
{
    public PoseCrop Crop { get; set; }

    public RootEstimate Result { get; set; }
}
