using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a pose network: its own inputs and outputs over a shared session. Not thread-safe.</summary>
/// <remarks>
/// Nor may it be disposed while a call runs: that frees the memory which the network reads and writes, and the process may crash.
/// Its owner waits for the call to return first; there is no way to cut one short.
/// </remarks>
public interface IPoseEstimator : IDisposable
{
    /// <summary>
    /// Estimates one person a crop. <paramref name="results"/>[i] holds that of <paramref name="crops"/>[i]: pixels in the frame, metres relative to the root.
    /// At most <see cref="IPoseModel.MaxBatch"/> crops.
    /// </summary>
    /// <exception cref="InferenceException"/>
    void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results);
}
