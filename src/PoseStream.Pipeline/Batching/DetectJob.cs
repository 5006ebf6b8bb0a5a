using PoseStream.Core.Detections;
using PoseStream.Core.Frames;

namespace PoseStream.Pipeline.Batching;

/// <summary>One frame, or a part of it, to look for people in.</summary>
public sealed class DetectJob(WorkTicket ticket) : InferenceJob(ticket)
{
    /// <summary>Set by the submitter, whose lease keeps the frame alive.</summary>
    public FrameRegion Region { get; set; }

    public DetectionList Results { get; } = new();
}
