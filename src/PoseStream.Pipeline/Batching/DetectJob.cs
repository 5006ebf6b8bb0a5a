using PoseStream.Core.Detections;
using PoseStream.Core.Frames;

namespace PoseStream.Pipeline.Batching;

/// <summary>One frame to look for people in.</summary>
public sealed class DetectJob(WorkTicket ticket) : InferenceJob(ticket)
{
    /// <summary>Set by the submitter, whose lease keeps it alive.</summary>
    public Frame? Frame { get; set; }

    public DetectionList Results { get; } = new();
}
