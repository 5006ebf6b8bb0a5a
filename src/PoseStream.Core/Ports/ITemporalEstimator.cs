using PoseStream.Core.Poses;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a temporal network. Not thread-safe.</summary>
/// <inheritdoc cref="IPoseEstimator" path="/remarks"/>
public interface ITemporalEstimator : IDisposable
{
    /// <summary>
    /// Estimates one person a window. <paramref name="results"/>[i] holds that of <paramref name="windows"/>[i] at its frame <see cref="PoseWindow.Target"/>:
    /// that frame's pixels, metres relative to the root. At most <see cref="ITemporalModel.MaxBatch"/> windows.
    /// </summary>
    /// <exception cref="InferenceException"/>
    void Estimate(ReadOnlySpan<PoseWindow> windows, ReadOnlySpan<PoseEstimate> results);
}
