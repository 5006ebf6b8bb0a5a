using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a re-identification network. Not thread-safe.</summary>
/// <inheritdoc cref="IPoseEstimator" path="/remarks"/>
public interface IReidEstimator : IDisposable
{
    /// <summary>Looks at one person a crop. At most <see cref="IReidModel.MaxBatch"/> crops; the results are of <see cref="IReidModel.Space"/>.</summary>
    /// <exception cref="InferenceException"/>
    void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<Embedding> results);
}
