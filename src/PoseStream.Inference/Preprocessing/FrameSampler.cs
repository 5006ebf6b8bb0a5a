using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// Samples a frame's planes straight into a network's float input: one pass does cropping, scaling, colour and normalisation, and no RGB picture is made.
/// Bilinear with half-pixel centres; chroma is taken to lie in the middle of its four luma pixels; outside the frame is padding.
/// One for each worker: not thread-safe, allocates nothing after construction.
/// </summary>
internal sealed class FrameSampler
{
    private readonly InputSpec _input;
    private readonly TensorRowWriter _writer;
    private readonly PlaneRow _luma;
    private readonly PlaneRow _chroma;
    private readonly float[] _y;
    private readonly float[] _u;
    private readonly float[] _v;
    private readonly ViewGrid? _grid;
    private CropTransform _transform;
    private FrameGeometry _geometry;
    private (int First, int End) _columns;

    public FrameSampler(InputSpec input, TensorLayout layout)
    {
        _input = input;
        _writer = new TensorRowWriter(input, layout);
        _luma = new PlaneRow(input.Width);
        _chroma = new PlaneRow(input.Width);
        _y = new float[input.Width];
        _u = new float[input.Width];
        _v = new float[input.Width];
        _grid = input.Fit is InputFit.VirtualCamera ? new ViewGrid(input.Width, input.Height) : null;
    }

    /// <param name="tensor">One item: 3 x height x width or height x width x 3.</param>
    public void Sample(Frame frame, in CropTransform transform, Span<float> tensor)
    {
        _writer.UseColor(frame.Color);
        if (transform.View is { } view)
        {
            SampleView(frame, view, tensor);
            return;
        }

        var toFrame = transform.ToFrameMatrix;
        var isUpright = toFrame.M12 == 0 && toFrame.M21 == 0 && toFrame.M11 > 0;
        if (isUpright)
        {
            UseUpright(transform, frame.Geometry);
        }

        for (var row = 0; row < _input.Height; row++)
        {
            var (first, end) = isUpright ? UprightRow(frame, toFrame, row) : TurnedRow(frame, toFrame, row);
            _writer.Write(tensor, row, first, end, _y, _u, _v);
        }
    }

    private void SampleView(Frame frame, in VirtualCamera view, Span<float> tensor)
    {
        // The tables of upright crops are overwritten.
        _geometry = default;
        var grid = _grid ?? throw new InvalidOperationException("an input with another fit is sampled through a virtual camera");
        grid.Use(view);
        var (geometry, width) = (frame.Geometry, _input.Width);
        for (var row = 0; row < _input.Height; row++)
        {
            grid.Find(row);
            ScatteredRow.Fill(_luma, grid.X, grid.Y, 1, width, geometry.Width, geometry.Height, frame.Layout.LumaStride);
            ScatteredRow.Fill(_chroma, grid.X, grid.Y, 0.5f, width, geometry.ChromaWidth, geometry.ChromaHeight, frame.Layout.ChromaStride);
            Gather(frame, 0, 0, 0, width);
            ScatteredRow.Pad(grid.X, grid.Y, geometry.Width, geometry.Height, _writer.PadLuma, TensorRowWriter.Grey, _y, _u, _v);
            _writer.Write(tensor, row, 0, width, _y, _u, _v);
        }
    }

    /// <summary>In a crop that is not turned every row reads the same columns: these are worked out once, and kept while the crop stays (a letterbox always does).</summary>
    private void UseUpright(in CropTransform transform, FrameGeometry geometry)
    {
        if (geometry == _geometry && transform == _transform)
        {
            return;
        }

        _geometry = geometry;
        _transform = transform;
        var lumaAxis = new BilinearAxis(geometry.Width);
        var chromaAxis = new BilinearAxis(geometry.ChromaWidth);
        var toFrame = transform.ToFrameMatrix;
        var (first, end) = (_input.Width, 0);
        for (var column = 0; column < _input.Width; column++)
        {
            var x = (toFrame.M11 * (column + 0.5f)) + toFrame.M31;
            if (!(x >= 0 && x < geometry.Width))
            {
                continue;
            }

            first = Math.Min(first, column);
            end = column + 1;
            (_luma.Offsets[column], _luma.WeightsX[column]) = lumaAxis.At(x);
            (_chroma.Offsets[column], _chroma.WeightsX[column]) = chromaAxis.At(x / 2);
        }

        _columns = (Math.Min(first, end), end);
    }

    private (int First, int End) UprightRow(Frame frame, in Matrix3x2 toFrame, int row)
    {
        var y = (toFrame.M22 * (row + 0.5f)) + toFrame.M32;
        if (!(y >= 0 && y < frame.Geometry.Height))
        {
            return (0, 0);
        }

        var (first, end) = _columns;
        var (lumaRow, lumaWeight) = new BilinearAxis(frame.Geometry.Height).At(y);
        var (chromaRow, chromaWeight) = new BilinearAxis(frame.Geometry.ChromaHeight).At(y / 2);
        _luma.WeightsY.AsSpan(first, end - first).Fill(lumaWeight);
        _chroma.WeightsY.AsSpan(first, end - first).Fill(chromaWeight);
        Gather(frame, lumaRow * frame.Layout.LumaStride, chromaRow * frame.Layout.ChromaStride, first, end);
        return (first, end);
    }

    private (int First, int End) TurnedRow(Frame frame, in Matrix3x2 toFrame, int row)
    {
        // The tables of upright crops are overwritten.
        _geometry = default;
        var (width, height) = (frame.Geometry.Width, frame.Geometry.Height);
        var start = Vector2.Transform(new Vector2(0.5f, row + 0.5f), toFrame);
        var step = new Vector2(toFrame.M11, toFrame.M12);
        var (first, end) = TurnedSpan.Inside(start, step, _input.Width, width, height);
        TurnedSpan.Fill(_luma, start, step, first, end, width, height, frame.Layout.LumaStride);
        TurnedSpan.Fill(_chroma, start / 2, step / 2, first, end, frame.Geometry.ChromaWidth, frame.Geometry.ChromaHeight, frame.Layout.ChromaStride);
        Gather(frame, 0, 0, first, end);
        return (first, end);
    }

    private void Gather(Frame frame, int lumaStart, int chromaStart, int first, int end)
    {
        var buffer = frame.Buffer;
        var (layout, geometry) = (frame.Layout, frame.Geometry);
        var lumaStep = geometry.Height > 1 ? layout.LumaStride : 0;
        var chromaStep = geometry.ChromaHeight > 1 ? layout.ChromaStride : 0;
        Gather(buffer[lumaStart..], lumaStep, _luma, first, end, _y);
        Gather(buffer[(layout.UOffset + chromaStart)..], chromaStep, _chroma, first, end, _u);
        Gather(buffer[(layout.VOffset + chromaStart)..], chromaStep, _chroma, first, end, _v);
    }

    private static void Gather(ReadOnlySpan<byte> plane, int rowStep, PlaneRow row, int first, int end, float[] samples) => PixelGather.Sample(
        plane, rowStep, row.Offsets.AsSpan(first..end), row.WeightsX.AsSpan(first..end), row.WeightsY.AsSpan(first..end), samples.AsSpan(first..end));
}
