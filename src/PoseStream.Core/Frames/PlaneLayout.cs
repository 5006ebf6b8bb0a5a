namespace PoseStream.Core.Frames;

/// <summary>Where the three 8-bit planes of a 4:2:0 picture lie in one buffer. Strides are multiples of 64 bytes, so each row starts aligned if the buffer does;
/// after the last plane come spare bytes, so that a vector load of a plane's last pixels stays inside the buffer.</summary>
public readonly record struct PlaneLayout(int LumaStride, int ChromaStride, int UOffset, int VOffset, int TotalBytes)
{
    private const int Alignment = 64;

    /// <exception cref="OverflowException">The picture is larger than an array can be.</exception>
    public static PlaneLayout For(FrameGeometry geometry)
    {
        checked
        {
            var lumaStride = RoundUp(geometry.Width);
            var chromaStride = RoundUp(geometry.ChromaWidth);
            var u = lumaStride * geometry.Height;
            var v = u + (chromaStride * geometry.ChromaHeight);
            return new PlaneLayout(lumaStride, chromaStride, u, v, v + (chromaStride * geometry.ChromaHeight) + Alignment);
        }
    }

    private static int RoundUp(int value) => (value + Alignment - 1) / Alignment * Alignment;
}
