using PoseStream.Core.Detections;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Ports;

/// <summary>One worker's view of a detection network: its own inputs and outputs over a shared session. Not thread-safe.</summary>
/// <remarks>
/// Nor may it be disposed while a call runs: that frees the memory which the network reads and writes, and the process may crash.
/// Its owner waits for the call to return first; there is no way to cut one short.
/// </remarks>
public interface IDetector : IDisposable
{
    /// <summary>
    /// Finds people. <paramref name="results"/>[i] is cleared and then holds those of <paramref name="regions"/>[i], frame pixels, best first.
    /// At most <see cref="IDetectorModel.MaxBatch"/> regions.
    /// </summary>
    /// <exception cref="InferenceException"/>
    void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results);
}
