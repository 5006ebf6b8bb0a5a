using PoseStream.Core.Geometry;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>A track that ended in a frame which was lost after tracking. It must be told with the next one: the tracker says it once.</summary>
public readonly record struct UntoldEnd(TrackId Track, BoundingBox Box);
