using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.UnitTests.Inference.Preprocessing;

/// <summary>What a network's input must hold, pixel by pixel, in double precision, straight from the definitions and sharing nothing with the real sampler.</summary>
internal static class ReferenceSampler
{
    public static double[] Sample(Frame frame, InputSpec input, TensorLayout layout, CropTransform crop)
    {
        var result = new double[3 * input.Width * input.Height];
        var matrix = crop.ToFrameMatrix;
        var isAffine = crop.View is null;
        for (var row = 0; row < input.Height; row++)
        {
            for (var column = 0; column < input.Width; column++)
            {
                var x = (matrix.M11 * (column + 0.5)) + (matrix.M21 * (row + 0.5)) + matrix.M31;
                var y = (matrix.M12 * (column + 0.5)) + (matrix.M22 * (row + 0.5)) + matrix.M32;
                if (!isAffine)
                {
                    var place = crop.ToFrame(new Vector2(column + 0.5f, row + 0.5f));
                    (x, y) = (place.X, place.Y);
                }

                var inside = x >= 0 && x < frame.Geometry.Width && y >= 0 && y < frame.Geometry.Height;
                var rgb = inside ? Rgb(frame, x, y, matrix, Samples(input, crop)) : [input.Pad, input.Pad, input.Pad];
                for (var channel = 0; channel < 3; channel++)
                {
                    var color = rgb[input.Color == ColorOrder.Rgb ? channel : 2 - channel];
                    var index = layout == TensorLayout.Nchw
                        ? (((channel * input.Height) + row) * input.Width) + column
                        : (((row * input.Width) + column) * 3) + channel;
                    result[index] = ((color * input.Scale) - input.Mean[channel]) / input.Std[channel];
                }
            }
        }

        return result;
    }

    /// <summary>Of luma along each axis: as many as an input pixel covers of the frame's, up to two. Of chroma, of which there is half, one.</summary>
    private static int Samples(InputSpec input, CropTransform crop) => input.Sampling is InputSampling.Area ? Math.Clamp((int)Math.Round(crop.Scale), 1, 2) : 1;

    private static double[] Rgb(Frame frame, double x, double y, Matrix3x2 pixel, int samples)
    {
        var geometry = frame.Geometry;
        var luma = Mean(samples, pixel, (dx, dy) => Bilinear(frame.Luma, frame.Layout.LumaStride, geometry.Width, geometry.Height, x + dx, y + dy));
        var u = Bilinear(frame.U, frame.Layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight, x / 2, y / 2) - 128;
        var v = Bilinear(frame.V, frame.Layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight, x / 2, y / 2) - 128;
        if (!frame.Color.FullRange)
        {
            luma = (luma - 16) * 255 / 219;
            u = u * 255 / 224;
            v = v * 255 / 224;
        }

        var (kr, kb) = frame.Color.Matrix switch
        {
            ColorMatrix.Bt601 => (0.299, 0.114),
            ColorMatrix.Bt709 => (0.2126, 0.0722),
            _ => (0.2627, 0.0593),
        };
        var red = luma + (2 * (1 - kr) * v);
        var blue = luma + (2 * (1 - kb) * u);

        // Luma is the weighted sum of the three: green is what is left.
        var green = (luma - (kr * red) - (kb * blue)) / (1 - kr - kb);
        return [Math.Clamp(red, 0, 255), Math.Clamp(green, 0, 255), Math.Clamp(blue, 0, 255)];
    }

    /// <param name="read">At so many frame pixels from the middle.</param>
    private static double Mean(int samples, Matrix3x2 pixel, Func<double, double, double> read)
    {
        double sum = 0;
        for (var i = 0; i < samples * samples; i++)
        {
            var (across, down) = (((i % samples) + 0.5) / samples - 0.5, ((i / samples) + 0.5) / samples - 0.5);
            sum += read((pixel.M11 * across) + (pixel.M21 * down), (pixel.M12 * across) + (pixel.M22 * down));
        }

        return sum / (samples * samples);
    }

    private static double Bilinear(ReadOnlySpan<byte> plane, int stride, int width, int height, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x - 0.5), (int)Math.Floor(y - 0.5));
        var (weightX, weightY) = (x - 0.5 - left, y - 0.5 - top);
        double sum = 0;
        for (var dy = 0; dy < 2; dy++)
        {
            for (var dx = 0; dx < 2; dx++)
            {
                var pixel = plane[(Math.Clamp(top + dy, 0, height - 1) * stride) + Math.Clamp(left + dx, 0, width - 1)];
                sum += pixel * (dx == 0 ? 1 - weightX : weightX) * (dy == 0 ? 1 - weightY : weightY);
            }
        }

        return sum;
    }
}
