using PoseStream.Core.Families;
using PoseStream.Core.Frames;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// From a Y'CbCr sample to one channel of the network's input: clamp(Y * Luma + U * FromU + V * FromV + Offset, 0, 255) * Gain + Bias.
/// The colour matrix, its range and the network's normalisation are folded into these six numbers.
/// </summary>
internal readonly record struct ColorConversion(float Luma, float FromU, float FromV, float Offset, float Gain, float Bias)
{
    /// <param name="channel">The index in the tensor: 0 is red for RGB, blue for BGR.</param>
    public static ColorConversion For(ColorSpec color, InputSpec input, int channel)
    {
        var (red, blue) = color.Matrix switch
        {
            ColorMatrix.Bt709 => (0.2126, 0.0722),
            ColorMatrix.Bt2020 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        };
        var green = 1 - red - blue;
        var luma = color.FullRange ? 1.0 : 255.0 / 219;
        var chroma = color.FullRange ? 1.0 : 255.0 / 224;
        var black = color.FullRange ? 0.0 : 16.0;
        var (fromU, fromV) = (input.Color == ColorOrder.Rgb ? channel : 2 - channel) switch
        {
            0 => (0.0, 2 * (1 - red)),
            1 => (-2 * blue * (1 - blue) / green, -2 * red * (1 - red) / green),
            _ => (2 * (1 - blue), 0.0),
        };
        fromU *= chroma;
        fromV *= chroma;
        return new ColorConversion(
            (float)luma,
            (float)fromU,
            (float)fromV,
            (float)(-(black * luma) - (128 * (fromU + fromV))),
            input.Scale / input.Std[channel],
            -input.Mean[channel] / input.Std[channel]);
    }

    /// <summary>The luma that, with both chroma samples 128, is the 8-bit grey <paramref name="value"/>.</summary>
    public float LumaOf(float value) => (value - Offset - (128 * (FromU + FromV))) / Luma;

    /// <summary>What the 8-bit colour <paramref name="value"/> is in the tensor.</summary>
    public float Normalize(float value) => (value * Gain) + Bias;
}
