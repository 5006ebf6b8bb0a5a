using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Clips;

/// <summary>A clip ready to be played, and what each of its pictures shows.</summary>
/// <param name="Pictures">The truth, one for each picture of <paramref name="Video"/>.</param>
public sealed record RenderedClip(string Name, MemoryClip Video, IReadOnlyList<PictureTruth> Pictures)
{
    /// <summary>The camera that took it.</summary>
    public CameraView View => Pictures[0].View;
}
