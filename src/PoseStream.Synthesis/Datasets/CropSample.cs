using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;

namespace PoseStream.Synthesis.Datasets;

/// <summary>One person's crop for a pose network. Buffers are reused by the sampler.</summary>
public sealed class CropSample(int width, int height)
{
    /// <summary>Of <see cref="Joints"/>: see there.</summary>
    public const int Columns = 7;

    /// <summary>Of <see cref="Camera"/>.</summary>
    public const int CameraColumns = 4;

    public FrameGeometry Geometry { get; } = new(width, height);

    /// <summary>Height x width x 3.</summary>
    public byte[] Rgb { get; } = new byte[width * height * 3];

    /// <summary>
    /// In the order of <see cref="Halpe26"/>: x, y in input pixels; metres behind the pelvis along the line of sight through the crop's middle;
    /// <see cref="Truth.TruthVisibility"/>; X, Y, Z in camera space, metres.
    /// </summary>
    public float[] Joints { get; } = new float[Halpe26.Skeleton.Count * Columns];

    /// <summary>Of the crop as a camera of its own: fx, fy, cx, cy in input pixels. The metres that the crop's width spans at the pelvis are width * Z / fx.</summary>
    public float[] Camera { get; } = new float[CameraColumns];

    public void Clear()
    {
        Array.Clear(Rgb);
        Array.Clear(Joints);
        Array.Clear(Camera);
    }
}
