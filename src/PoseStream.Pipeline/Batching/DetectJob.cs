using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Pipeline.Batching;

/// <summary>One frame, or a part of it, to look for people in.</summary>
public sealed class DetectJob(WorkTicket ticket) : InferenceJob(ticket)
{
    /// <summary>Set by the submitter, whose lease keeps it alive.</summary>
    public Frame? Frame { get; set; }

    /// <summary>Frame pixels; null for the whole.</summary>
    public BoundingBox? Part { get; set; }

    public DetectionList Results { get; } = new();
}
