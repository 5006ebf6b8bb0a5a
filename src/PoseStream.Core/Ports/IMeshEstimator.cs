using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a mesh network. Not thread-safe.</summary>
/// <inheritdoc cref="IPoseEstimator" path="/remarks"/>
public interface IMeshEstimator : IDisposable
{
    /// <summary>
    /// Makes the surface of one person a pose, whose joints are those of <see cref="IMeshModel.Input"/> with frame pixels and metres relative to the root.
    /// At most <see cref="IMeshModel.MaxBatch"/> poses.
    /// </summary>
    /// <exception cref="InferenceException"/>
    void Estimate(ReadOnlySpan<PoseEstimate> poses, ReadOnlySpan<MeshEstimate> results);
}
