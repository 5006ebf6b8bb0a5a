using PoseStream.Core.Ports;

namespace PoseStream.Pipeline.Batching;

/// <summary>One item of work for a network. Reused by its camera; belongs to the workers between submit and signal.</summary>
public abstract class InferenceJob(WorkTicket ticket)
{
    public WorkTicket Ticket { get; } = ticket;

    /// <summary>Why this item failed; null if it did not.</summary>
    public InferenceException? Fault { get; internal set; }
}
