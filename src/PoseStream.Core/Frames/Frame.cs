using PoseStream.Core.Time;

namespace PoseStream.Core.Frames;

/// <summary>
/// A decoded picture: planar Y'CbCr 4:2:0, 8 bit, in a pooled buffer that never moves (pinned). Networks sample it directly; there is no RGB copy.
/// Pixel coordinates are continuous, the centre of the top-left pixel being (0.5, 0.5).
/// </summary>
public sealed class Frame
{
    private byte[] _buffer = [];

    public FrameStamp Stamp { get; internal set; }

    public FrameGeometry Geometry { get; private set; }

    public PlaneLayout Layout { get; private set; }

    public ColorSpec Color { get; set; }

    /// <summary>The whole pinned buffer; planes lie in it as <see cref="Layout"/> says.</summary>
    public Span<byte> Buffer => _buffer.AsSpan(0, Layout.TotalBytes);

    public ReadOnlySpan<byte> Luma => _buffer.AsSpan(0, Layout.LumaStride * Geometry.Height);

    public ReadOnlySpan<byte> U => _buffer.AsSpan(Layout.UOffset, Layout.ChromaStride * Geometry.ChromaHeight);

    public ReadOnlySpan<byte> V => _buffer.AsSpan(Layout.VOffset, Layout.ChromaStride * Geometry.ChromaHeight);

    /// <summary>Allocates only when a picture is larger than every one before it.</summary>
    internal void Resize(FrameGeometry geometry)
    {
        if (geometry == Geometry)
        {
            return;
        }

        var layout = PlaneLayout.For(geometry);
        if (_buffer.Length < layout.TotalBytes)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(layout.TotalBytes, pinned: true);
        }

        Layout = layout;
        Geometry = geometry;
    }
}
