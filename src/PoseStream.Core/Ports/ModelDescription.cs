namespace PoseStream.Core.Ports;

/// <summary>What runs, for status, logs and the model_ids of each message.</summary>
/// <param name="Id">The manifest's id.</param>
/// <param name="Family">The family that decodes it.</param>
/// <param name="Provider">The execution provider in use: cpu, cuda, tensorrt.</param>
/// <param name="FallbackReason">Why a better provider is not in use; null where none was wanted in vain.</param>
/// <param name="MaxBatch">Items of one run; 1: one after the other.</param>
public sealed record ModelDescription(string Id, string Family, string Provider, string? FallbackReason, int MaxBatch = 1);
