using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Datasets;

/// <summary>One picture for a detector. Buffers are reused by the sampler.</summary>
public sealed class SceneSample(int width, int height)
{
    /// <summary>More people than this in one picture are ignored regions without a box; there are none.</summary>
    public const int MaximumBoxes = 16;

    /// <summary>Of <see cref="Boxes"/>: x1, y1, x2, y2 in input pixels, and the kind.</summary>
    public const int Columns = 5;

    public FrameGeometry Geometry { get; } = new(width, height);

    /// <summary>Height x width x 3.</summary>
    public byte[] Rgb { get; } = new byte[width * height * 3];

    /// <summary><see cref="MaximumBoxes"/> x <see cref="Columns"/>. Kind 1: a person; 2: somebody of whom too little is seen, neither right nor wrong to find; 0: no entry.</summary>
    public float[] Boxes { get; } = new float[MaximumBoxes * Columns];

    public int BoxCount { get; private set; }

    internal void Clear()
    {
        Array.Clear(Boxes);
        BoxCount = 0;
    }

    internal void Add(in BoundingBox box, bool ignored)
    {
        if (BoxCount < MaximumBoxes)
        {
            ReadOnlySpan<float> row = [box.X1, box.Y1, box.X2, box.Y2, ignored ? 2 : 1];
            row.CopyTo(Boxes.AsSpan(BoxCount++ * Columns));
        }
    }
}
