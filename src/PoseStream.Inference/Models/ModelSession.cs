using PoseStream.Core.Ports;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>One open model file: a session that all workers share, and what its tensors are. Disposing it leaves the workers able to run until they are disposed, for each binding keeps its session.</summary>
internal sealed class ModelSession(OrtApi api, OrtSession session, ModelTensors tensors, ModelDescription description) : IDisposable
{
    public OrtApi Api { get; } = api;

    public OrtSession Session { get; } = session;

    public ModelTensors Tensors { get; } = tensors;

    public ModelDescription Description => description with { MaxBatch = MaxBatch };

    /// <summary>Accelerators read an input when it is bound, not when a run starts, so it must be bound again for each run.</summary>
    public bool IsAccelerated => description.Provider != ProviderNames.Cpu;

    public int MaxBatch { get; set; } = 1;

    public ModelRunner CreateRunner() => new(this);

    public void Dispose() => Session.Dispose();
}
