using PoseStream.Core.Geometry;

namespace PoseStream.Core.Metrics.Tracks;

/// <param name="Identity">The same number as long as it is, or is said to be, the same person.</param>
/// <param name="Box">Pixels.</param>
public readonly record struct TrackedBox(ulong Identity, BoundingBox Box);
