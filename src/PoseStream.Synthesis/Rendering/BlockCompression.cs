using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Rendering;

/// <summary>The blocks, rings and smeared colours of JPEG and video: 8 x 8 cosine transforms with coarse steps, colour at half size. Makes no file.</summary>
internal sealed class BlockCompression
{
    private const int Side = 8;

    // Row k: the k-th cosine over 8 samples, orthonormal.
    private static readonly float[] Cosines = MakeCosines();

    private readonly float[] _block = new float[Side * Side];
    private readonly float[] _turned = new float[Side * Side];
    private float[] _luma = [];
    private float[] _blue = [];
    private float[] _red = [];

    /// <param name="quality">1 (worst) to 100, roughly as JPEG counts.</param>
    public void Apply(Span<byte> rgb, FrameGeometry geometry, int quality)
    {
        // Padded to whole blocks by repeating the edge.
        var width = (geometry.Width + 15) / 16 * 16;
        var height = (geometry.Height + 15) / 16 * 16;
        if (_luma.Length < width * height)
        {
            _luma = new float[width * height];
            _blue = new float[width * height / 4];
            _red = new float[width * height / 4];
        }

        Split(rgb, geometry, width, height);
        var scale = quality < 50 ? 50f / quality : 2 - (quality / 50f);
        Quantise(_luma, width, height, 3 + (10 * scale), 2.2f * scale);
        Quantise(_blue, width / 2, height / 2, 3 + (12 * scale), 5 * scale);
        Quantise(_red, width / 2, height / 2, 3 + (12 * scale), 5 * scale);
        Join(rgb, geometry, width);
    }

    private void Split(ReadOnlySpan<byte> rgb, FrameGeometry geometry, int width, int height)
    {
        _blue.AsSpan().Clear();
        _red.AsSpan().Clear();
        for (var y = 0; y < height; y++)
        {
            var row = rgb.Slice(Math.Min(y, geometry.Height - 1) * geometry.Width * 3, geometry.Width * 3);
            for (var x = 0; x < width; x++)
            {
                var at = Math.Min(x, geometry.Width - 1) * 3;
                var luma = (0.299f * row[at]) + (0.587f * row[at + 1]) + (0.114f * row[at + 2]);
                _luma[(y * width) + x] = luma - 128;
                var quarter = (y / 2 * (width / 2)) + (x / 2);
                _blue[quarter] += 0.25f * 0.564f * (row[at + 2] - luma);
                _red[quarter] += 0.25f * 0.713f * (row[at] - luma);
            }
        }
    }

    private void Join(Span<byte> rgb, FrameGeometry geometry, int width)
    {
        for (var y = 0; y < geometry.Height; y++)
        {
            var row = rgb.Slice(y * geometry.Width * 3, geometry.Width * 3);
            for (var x = 0; x < geometry.Width; x++)
            {
                var luma = _luma[(y * width) + x] + 128.5f;
                var quarter = (y / 2 * (width / 2)) + (x / 2);
                var red = luma + (1.402f * _red[quarter]);
                var blue = luma + (1.772f * _blue[quarter]);
                var green = luma - (0.344f * _blue[quarter]) - (0.714f * _red[quarter]);
                row[x * 3] = (byte)Math.Clamp(red, 0, 255);
                row[(x * 3) + 1] = (byte)Math.Clamp(green, 0, 255);
                row[(x * 3) + 2] = (byte)Math.Clamp(blue, 0, 255);
            }
        }
    }

    /// <param name="first">Step of the mean.</param>
    /// <param name="slope">How much coarser each higher frequency is.</param>
    private void Quantise(float[] plane, int width, int height, float first, float slope)
    {
        for (var y = 0; y < height; y += Side)
        {
            for (var x = 0; x < width; x += Side)
            {
                for (var i = 0; i < Side; i++)
                {
                    plane.AsSpan(((y + i) * width) + x, Side).CopyTo(_block.AsSpan(i * Side));
                }

                Transform(_block, _turned, forward: true);
                Transform(_turned, _block, forward: true);
                for (var i = 0; i < _block.Length; i++)
                {
                    var step = first + (slope * ((i / Side) + (i % Side)));
                    _block[i] = MathF.Round(_block[i] / step) * step;
                }

                Transform(_block, _turned, forward: false);
                Transform(_turned, _block, forward: false);
                for (var i = 0; i < Side; i++)
                {
                    _block.AsSpan(i * Side, Side).CopyTo(plane.AsSpan(((y + i) * width) + x));
                }
            }
        }
    }

    /// <summary>One axis, written turned, so that doing it twice does both axes.</summary>
    private static void Transform(float[] from, float[] to, bool forward)
    {
        for (var row = 0; row < Side; row++)
        {
            for (var k = 0; k < Side; k++)
            {
                var sum = 0f;
                for (var i = 0; i < Side; i++)
                {
                    sum += from[(row * Side) + i] * (forward ? Cosines[(k * Side) + i] : Cosines[(i * Side) + k]);
                }

                to[(k * Side) + row] = sum;
            }
        }
    }

    private static float[] MakeCosines()
    {
        var cosines = new float[Side * Side];
        for (var k = 0; k < Side; k++)
        {
            for (var i = 0; i < Side; i++)
            {
                cosines[(k * Side) + i] = (k == 0 ? MathF.Sqrt(0.125f) : 0.5f) * MathF.Cos((i + 0.5f) * k * MathF.PI / Side);
            }
        }

        return cosines;
    }
}
