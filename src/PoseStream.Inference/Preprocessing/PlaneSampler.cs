using System.Numerics;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// Reads rows of a network's input from one plane of a frame: luma, or one of the two of chroma, which lie at the same places. Each pixel is the mean of so many samples across and as many down,
/// at equal distances. Scratch: not thread-safe, allocates nothing after construction.
/// </summary>
/// <param name="columns">Of the input.</param>
/// <param name="mostSamples">A pixel, along each axis.</param>
internal sealed class PlaneSampler(int columns, int mostSamples)
{
    private readonly PlaneRow _row = new(columns * mostSamples);
    private readonly float[] _samples = new float[columns * mostSamples];
    private int _width;
    private int _height;
    private int _stride;

    /// <summary>Where the samples of the line lie that is read next, <see cref="PerPixel"/> for each column. For who places them himself: one.</summary>
    public PlaneRow Row => _row;

    /// <summary>Along each axis: as many lines make a row.</summary>
    public int PerPixel { get; private set; } = 1;

    /// <param name="width">Of the plane, as are <paramref name="height"/> and <paramref name="stride"/>.</param>
    public void Use(int width, int height, int stride, int perPixel) => (_width, _height, _stride, PerPixel) = (width, height, stride, perPixel);

    /// <summary>In a crop that is not turned all lines read the same columns of the plane.</summary>
    /// <param name="left">Where the input's edge lies in the plane.</param>
    /// <param name="step">The width of one of its pixels there.</param>
    public void PlaceColumns(float left, float step, int first, int end)
    {
        var axis = new BilinearAxis(_width);
        for (var i = first * PerPixel; i < end * PerPixel; i++)
        {
            (_row.Offsets[i], _row.WeightsX[i]) = axis.At((step * ((i + 0.5f) / PerPixel)) + left);
        }
    }

    /// <summary>A line of columns that were placed.</summary>
    /// <param name="top">Where the row's upper edge lies in the plane.</param>
    /// <param name="step">Its height there.</param>
    /// <returns>From where on the plane is to be read.</returns>
    public int PlaceUpright(float top, float step, int line, int first, int end)
    {
        var (row, weight) = new BilinearAxis(_height).At(top + (step * ((line + 0.5f) / PerPixel)));
        _row.WeightsY.AsSpan(first * PerPixel, (end - first) * PerPixel).Fill(weight);
        return row * _stride;
    }

    /// <summary>A line of a turned crop.</summary>
    /// <param name="corner">Where the upper left corner of the row's first pixel lies in the plane.</param>
    /// <param name="across">From there to the next pixel's.</param>
    /// <param name="down">To the next row's.</param>
    public void PlaceTurned(Vector2 corner, Vector2 across, Vector2 down, int line, int first, int end)
    {
        var step = across / PerPixel;
        var start = corner + (step / 2) + (down * ((line + 0.5f) / PerPixel));
        TurnedSpan.Fill(_row, start, step, first * PerPixel, end * PerPixel, _width, _height, _stride);
    }

    /// <summary>Adds a line that was placed to a row's pixels; the first one replaces what is there.</summary>
    public void Read(ReadOnlySpan<byte> plane, int line, int first, int end, Span<float> pixels)
    {
        if (PerPixel == 1)
        {
            Gather(plane, first, end, pixels[first..end]);
            return;
        }

        var (from, to) = (first * PerPixel, end * PerPixel);
        Gather(plane, from, to, _samples.AsSpan(from..to));
        var share = 1f / (PerPixel * PerPixel);
        for (var column = first; column < end; column++)
        {
            var sum = 0f;
            foreach (var sample in _samples.AsSpan(column * PerPixel, PerPixel))
            {
                sum += sample;
            }

            pixels[column] = (line == 0 ? 0 : pixels[column]) + (share * sum);
        }
    }

    private void Gather(ReadOnlySpan<byte> plane, int from, int to, Span<float> samples) => PixelGather.Sample(
        plane, _height > 1 ? _stride : 0, _row.Offsets.AsSpan(from..to), _row.WeightsX.AsSpan(from..to), _row.WeightsY.AsSpan(from..to), samples);
}
