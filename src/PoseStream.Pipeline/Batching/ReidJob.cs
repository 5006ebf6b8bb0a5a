using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Batching;

/// <summary>The crop of one detection, of which it is asked who it is.</summary>
public sealed class ReidJob(WorkTicket ticket, EmbeddingSpace space) : InferenceJob(ticket)
{
    /// <summary>Whether this frame gives a job.</summary>
    public bool IsWanted { get; set; }

    public PoseCrop Crop { get; set; }

    public Embedding Result { get; } = new(space);
}
