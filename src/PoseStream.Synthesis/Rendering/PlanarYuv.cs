using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Rendering;

/// <summary>RGB to what encoders and <see cref="Frame"/> hold: planar Y'CbCr 4:2:0, 8 bit, ITU-R BT.709, limited range (16..235).</summary>
public static class PlanarYuv
{
    private const int Shift = 16;
    private const int Half = 1 << (Shift - 1);

    // BT.709: Kr 0.2126, Kb 0.0722; luma scaled to 219, chroma to 224 steps.
    private static readonly int RedY = Fixed(0.2126 * 219 / 255);
    private static readonly int GreenY = Fixed(0.7152 * 219 / 255);
    private static readonly int BlueY = Fixed(0.0722 * 219 / 255);
    private static readonly int RedU = Fixed(-0.2126 / 1.8556 * 224 / 255);
    private static readonly int GreenU = Fixed(-0.7152 / 1.8556 * 224 / 255);
    private static readonly int BlueU = Fixed(0.5 * 224 / 255);
    private static readonly int RedV = Fixed(0.5 * 224 / 255);
    private static readonly int GreenV = Fixed(-0.7152 / 1.5748 * 224 / 255);
    private static readonly int BlueV = Fixed(-0.0722 / 1.5748 * 224 / 255);

    public static ColorSpec Color { get; } = new(ColorMatrix.Bt709, FullRange: false);

    /// <summary>Puts a drawing into a frame of its size.</summary>
    public static void Fill(Frame frame, Picture picture)
    {
        frame.Color = Color;
        FromRgb(picture.Rgb, picture.Geometry, frame.Buffer);
    }

    /// <param name="rgb">Height x width x 3.</param>
    /// <param name="planes">At least <see cref="PlaneLayout.TotalBytes"/> of <see cref="PlaneLayout.For"/>, such as <see cref="Frame.Buffer"/>.</param>
    /// <exception cref="ArgumentException">A buffer is too small for the geometry.</exception>
    public static void FromRgb(ReadOnlySpan<byte> rgb, FrameGeometry geometry, Span<byte> planes)
    {
        var layout = PlaneLayout.For(geometry);
        if (rgb.Length < geometry.Width * geometry.Height * 3 || planes.Length < layout.TotalBytes)
        {
            throw new ArgumentException($"a picture of {geometry.Width}x{geometry.Height} needs {geometry.Width * geometry.Height * 3} bytes of RGB and {layout.TotalBytes} of planes");
        }

        for (var y = 0; y < geometry.Height; y++)
        {
            var row = rgb.Slice(y * geometry.Width * 3, geometry.Width * 3);
            var luma = planes.Slice(y * layout.LumaStride, geometry.Width);
            for (var x = 0; x < luma.Length; x++)
            {
                luma[x] = (byte)(16 + (((RedY * row[x * 3]) + (GreenY * row[(x * 3) + 1]) + (BlueY * row[(x * 3) + 2]) + Half) >> Shift));
            }
        }

        for (var y = 0; y < geometry.ChromaHeight; y++)
        {
            Chroma(rgb, geometry, y, planes.Slice(layout.UOffset + (y * layout.ChromaStride), geometry.ChromaWidth), planes.Slice(layout.VOffset + (y * layout.ChromaStride), geometry.ChromaWidth));
        }
    }

    private static void Chroma(ReadOnlySpan<byte> rgb, FrameGeometry geometry, int y, Span<byte> u, Span<byte> v)
    {
        var top = rgb.Slice(2 * y * geometry.Width * 3, geometry.Width * 3);
        var bottom = (2 * y) + 1 < geometry.Height ? rgb.Slice(((2 * y) + 1) * geometry.Width * 3, geometry.Width * 3) : top;
        for (var x = 0; x < u.Length; x++)
        {
            var left = 2 * x * 3;
            var right = Math.Min((2 * x) + 1, geometry.Width - 1) * 3;
            var red = top[left] + top[right] + bottom[left] + bottom[right];
            var green = top[left + 1] + top[right + 1] + bottom[left + 1] + bottom[right + 1];
            var blue = top[left + 2] + top[right + 2] + bottom[left + 2] + bottom[right + 2];
            u[x] = (byte)(128 + (((RedU * red) + (GreenU * green) + (BlueU * blue) + (2 << Shift)) >> (Shift + 2)));
            v[x] = (byte)(128 + (((RedV * red) + (GreenV * green) + (BlueV * blue) + (2 << Shift)) >> (Shift + 2)));
        }
    }

    private static int Fixed(double value) => (int)Math.Round(value * (1 << Shift));
}
