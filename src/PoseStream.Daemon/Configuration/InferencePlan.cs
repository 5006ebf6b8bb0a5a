namespace PoseStream.Daemon.Configuration;

/// <param name="Require">Refuse to start where the provider is not available, instead of falling back to the CPU.</param>
/// <param name="Threads">0: as many as there are cores; two for a network that runs batches on a GPU.</param>
/// <param name="Library">Absolute path of ONNX Runtime's library, or of the folder that holds it; null: searched for.</param>
/// <param name="MaxBatch">Most items of one run on a GPU; a CPU run has one.</param>
public sealed record InferencePlan(InferenceProvider Provider, bool Require, int Threads, int DeviceId, string? Library, int MaxBatch);
