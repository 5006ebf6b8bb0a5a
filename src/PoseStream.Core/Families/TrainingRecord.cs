namespace PoseStream.Core.Families;

/// <summary>How a network that was trained with this project came about.</summary>
/// <param name="Seed">Of weights, samples and their order.</param>
/// <param name="Commit">Of the code that rendered and trained.</param>
/// <param name="Date">Of the export, as 2026-11-20.</param>
/// <param name="Samples">Seen in all.</param>
/// <param name="Blend">How far the weights were then moved back to those that training had gone on from: 0 to 1.</param>
/// <param name="Results">Figures on held-out samples at the time, by name.</param>
public sealed record TrainingRecord(long Seed, string Commit, string Date, long Samples, double Blend, IReadOnlyDictionary<string, double> Results);
