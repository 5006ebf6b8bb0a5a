using PoseStream.Core.Families;
using PoseStream.Core.Frames;

namespace PoseStream.Inference.Preprocessing;

/// <summary>Turns rows of Y'CbCr samples into rows of a network's input: colour, normalisation, padding, layout. Scratch inside: not thread-safe.</summary>
internal sealed class TensorRowWriter(InputSpec input, TensorLayout layout)
{
    /// <summary>Both chroma samples of what has no colour.</summary>
    public const float Grey = 128;

    private const int Channels = 3;

    private readonly ColorConversion[] _conversions = new ColorConversion[Channels];
    private readonly float[] _channel = new float[input.Width];
    private ColorSpec? _color;

    /// <summary>The luma sample that, without colour, is the padding.</summary>
    public float PadLuma { get; private set; }

    public void UseColor(ColorSpec color)
    {
        if (_color == color)
        {
            return;
        }

        _color = color;
        for (var channel = 0; channel < Channels; channel++)
        {
            _conversions[channel] = ColorConversion.For(color, input, channel);
        }

        PadLuma = _conversions[0].LumaOf(input.Pad);
    }

    /// <summary>Writes all columns of <paramref name="row"/>; those before <paramref name="first"/> and from <paramref name="end"/> on are padding.</summary>
    public void Write(Span<float> tensor, int row, int first, int end, ReadOnlySpan<float> y, ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var target = layout == TensorLayout.Nhwc
                ? _channel
                : tensor.Slice(((channel * input.Height) + row) * input.Width, input.Width);
            var conversion = _conversions[channel];
            var padding = conversion.Normalize(input.Pad);
            target[..first].Fill(padding);
            ColorRow.Convert(conversion, y[first..end], u[first..end], v[first..end], target[first..end]);
            target[end..].Fill(padding);
            if (layout == TensorLayout.Nhwc)
            {
                Interleave(target, tensor.Slice(row * input.Width * Channels, input.Width * Channels), channel);
            }
        }
    }

    private static void Interleave(ReadOnlySpan<float> values, Span<float> pixels, int channel)
    {
        for (var column = 0; column < values.Length; column++)
        {
            pixels[(column * Channels) + channel] = values[column];
        }
    }
}
