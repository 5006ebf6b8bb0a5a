using PoseStream.Core.Metrics.Coco;

namespace PoseStream.Daemon.Evaluating.Coco;

/// <summary>An annotation file of COCO.</summary>
/// <param name="Images">The ids of all pictures.</param>
internal sealed record CocoSet(IReadOnlySet<long> Images, IReadOnlyList<CocoTruth> Truths);
