namespace PoseStream.Core.Frames;

/// <summary>Size of a picture in pixels. Odd sides are allowed; chroma planes round up.</summary>
public readonly record struct FrameGeometry(int Width, int Height)
{
    public int ChromaWidth => (Width + 1) / 2;

    public int ChromaHeight => (Height + 1) / 2;
}
