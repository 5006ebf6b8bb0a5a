using PoseStream.Core.Metrics;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>What a comparison found.</summary>
/// <param name="Notes">What a reader must know of the figures: what was left out, and why.</param>
internal sealed record Evaluation(string Predictions, string Truth, IReadOnlyList<string> Notes, IReadOnlyList<MetricResult> Results);
