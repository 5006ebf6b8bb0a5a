using PoseStream.Core.Frames;

namespace PoseStream.IntegrationTests.Cameras;

/// <summary>Pictures of which each shows its own number, as black and white squares in the top row, above a pattern that moves.</summary>
internal static class MovingPattern
{
    private const int Bits = 8;
    private const int Square = 16;
    private const byte Black = 16;
    private const byte White = 235;
    private const int Threshold = 128;

    public static byte[] Paint(FrameGeometry geometry, int number)
    {
        var layout = PlaneLayout.For(geometry);
        var planes = new byte[layout.TotalBytes];
        for (var y = 0; y < geometry.Height; y++)
        {
            var row = planes.AsSpan(y * layout.LumaStride, geometry.Width);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = Luma(geometry, x, y, number);
            }
        }

        for (var y = 0; y < geometry.ChromaHeight; y++)
        {
            for (var x = 0; x < geometry.ChromaWidth; x++)
            {
                var at = (y * layout.ChromaStride) + x;
                planes[layout.UOffset + at] = Wave(x + (2 * number), 60);
                planes[layout.VOffset + at] = Wave(y + number, 40);
            }
        }

        return planes;
    }

    public static int NumberOf(Frame frame)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var centre = frame.Luma[(Square / 2 * frame.Layout.LumaStride) + (bit * Square) + (Square / 2)];
            number |= centre > Threshold ? 1 << bit : 0;
        }

        return number;
    }

    /// <summary>Of the luma, in decibels.</summary>
    public static double SignalToNoise_dB(Frame decoded, ReadOnlySpan<byte> original)
    {
        double squares = 0;
        for (var y = 0; y < decoded.Geometry.Height; y++)
        {
            for (var x = 0; x < decoded.Geometry.Width; x++)
            {
                var difference = decoded.Luma[(y * decoded.Layout.LumaStride) + x] - original[(y * decoded.Layout.LumaStride) + x];
                squares += difference * difference;
            }
        }

        return 10 * Math.Log10(255.0 * 255 * decoded.Geometry.Width * decoded.Geometry.Height / Math.Max(squares, 1));
    }

    private static byte Luma(FrameGeometry geometry, int x, int y, int number)
    {
        if (y < Square && x < Bits * Square)
        {
            return ((number >> (x / Square)) & 1) != 0 ? White : Black;
        }

        // A disc that crosses the picture over moving waves.
        var (dx, dy) = (x - (number * 3 % geometry.Width), y - (geometry.Height * 2 / 3));
        return (dx * dx) + (dy * dy) < 400 ? White : Wave(x + y + (3 * number), 90);
    }

    private static byte Wave(int position, double length) => (byte)(128 + (50 * Math.Sin(2 * Math.PI * position / length)));
}
