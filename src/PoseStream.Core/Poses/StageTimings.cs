namespace PoseStream.Core.Poses;

/// <summary>Where a frame's time went, each with the wait for its turn, and the whole from arrival to publishing.</summary>
public readonly record struct StageTimings(TimeSpan Queue, TimeSpan Detect, TimeSpan Track, TimeSpan Pose, TimeSpan Locate, TimeSpan Refine, TimeSpan Total);
