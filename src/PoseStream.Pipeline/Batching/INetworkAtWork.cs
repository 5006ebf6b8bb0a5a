using PoseStream.Core.Ports;

namespace PoseStream.Pipeline.Batching;

/// <summary>A network on threads of its own, whatever its jobs are.</summary>
public interface INetworkAtWork
{
    ModelDescription Model { get; }

    /// <summary>Items of one run; 1 for a network that takes them one after the other.</summary>
    int MaxBatch { get; }

    /// <inheritdoc cref="InferenceWorkers{TJob}.Broken"/>
    Task<InferenceException> Broken { get; }

    /// <summary>Whether a thread is in a run that does not come back: what that run uses must stay until the process ends.</summary>
    bool IsStuck { get; }
}
