using PoseStream.Core.Poses;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a root network. Not thread-safe.</summary>
/// <inheritdoc cref="IPoseEstimator" path="/remarks"/>
public interface IRootEstimator : IDisposable
{
    /// <summary>Estimates the root of one person a crop, frame pixels. At most <see cref="IRootModel.MaxBatch"/> crops.</summary>
    /// <exception cref="InferenceException"/>
    void Estimate(ReadOnlySpan<PoseCrop> crops, Span<RootEstimate> results);
}
