using PoseStream.Core.Metrics.Tracks;

namespace PoseStream.Daemon.Evaluating.Tracks;

/// <param name="Boxes">People that count.</param>
/// <param name="Optional">Truths that may be found or not.</param>
internal sealed record TrackFrame(IReadOnlyList<TrackedBox> Boxes, IReadOnlyList<TrackedBox> Optional);
