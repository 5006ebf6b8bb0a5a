using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// Samples a frame's planes straight into a network's float input: one pass does cropping, scaling, colour and normalisation, and no RGB picture is made.
/// Half-pixel centres; chroma is taken to lie in the middle of its four luma pixels; outside the frame is padding.
/// One for each worker: not thread-safe, allocates nothing after construction.
/// </summary>
internal sealed class FrameSampler
{
    // Of luma along each axis; of chroma one covers as much. Each is bilinear, so that there are no gaps up to four pixels of the frame for one of the input; more cost as much again, and gained nothing
    // that could be measured.
    private const int MostSamples = 2;

    private readonly InputSpec _input;
    private readonly int _mostSamples;
    private readonly TensorRowWriter _writer;
    private readonly PlaneSampler _luma;
    private readonly PlaneSampler _chroma;
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
        _mostSamples = input.Sampling is InputSampling.Area ? MostSamples : 1;
        _writer = new TensorRowWriter(input, layout);
        _luma = new PlaneSampler(input.Width, _mostSamples);
        _chroma = new PlaneSampler(input.Width, 1);
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
            UseUpright(frame, transform);
        }
        else
        {
            UsePlanes(frame, SamplesFor(transform));
        }

        for (var row = 0; row < _input.Height; row++)
        {
            var (first, end) = isUpright ? UprightRow(frame, toFrame, row) : TurnedRow(frame, toFrame, row);
            _writer.Write(tensor, row, first, end, _y, _u, _v);
        }
    }

    private void SampleView(Frame frame, in VirtualCamera view, Span<float> tensor)
    {
        UsePlanes(frame, 1);
        var grid = _grid ?? throw new InvalidOperationException("an input with another fit is sampled through a virtual camera");
        grid.Use(view);
        var (geometry, layout, width) = (frame.Geometry, frame.Layout, _input.Width);
        for (var row = 0; row < _input.Height; row++)
        {
            grid.Find(row);
            ScatteredRow.Fill(_luma.Row, grid.X, grid.Y, 1, width, geometry.Width, geometry.Height, layout.LumaStride);
            ScatteredRow.Fill(_chroma.Row, grid.X, grid.Y, 0.5f, width, geometry.ChromaWidth, geometry.ChromaHeight, layout.ChromaStride);
            ReadLuma(frame, 0, 0, 0, width);
            ReadChroma(frame, 0, 0, width);
            ScatteredRow.Pad(grid.X, grid.Y, geometry.Width, geometry.Height, _writer.PadLuma, TensorRowWriter.Grey, _y, _u, _v);
            _writer.Write(tensor, row, 0, width, _y, _u, _v);
        }
    }

    private int SamplesFor(in CropTransform transform) => Math.Clamp((int)MathF.Round(transform.Scale), 1, _mostSamples);

    private void UsePlanes(Frame frame, int samples)
    {
        // The places of an upright crop are overwritten.
        _geometry = default;
        var (geometry, layout) = (frame.Geometry, frame.Layout);
        _luma.Use(geometry.Width, geometry.Height, layout.LumaStride, samples);
        _chroma.Use(geometry.ChromaWidth, geometry.ChromaHeight, layout.ChromaStride, 1);
    }

    /// <summary>In a crop that is not turned every row reads the same columns: these are worked out once, and kept while the crop stays (a letterbox always does).</summary>
    private void UseUpright(Frame frame, in CropTransform transform)
    {
        if (frame.Geometry == _geometry && transform == _transform)
        {
            return;
        }

        UsePlanes(frame, SamplesFor(transform));
        _geometry = frame.Geometry;
        _transform = transform;
        var toFrame = transform.ToFrameMatrix;
        var (first, end) = (_input.Width, 0);
        for (var column = 0; column < _input.Width; column++)
        {
            if ((toFrame.M11 * (column + 0.5f)) + toFrame.M31 is >= 0 and var x && x < _geometry.Width)
            {
                first = Math.Min(first, column);
                end = column + 1;
            }
        }

        first = Math.Min(first, end);
        _columns = (first, end);
        _luma.PlaceColumns(toFrame.M31, toFrame.M11, first, end);
        _chroma.PlaceColumns(toFrame.M31 / 2, toFrame.M11 / 2, first, end);
    }

    private (int First, int End) UprightRow(Frame frame, in Matrix3x2 toFrame, int row)
    {
        var y = (toFrame.M22 * (row + 0.5f)) + toFrame.M32;
        if (!(y >= 0 && y < frame.Geometry.Height))
        {
            return (0, 0);
        }

        var (first, end) = _columns;
        var (top, step) = (y - (toFrame.M22 / 2), toFrame.M22);
        for (var line = 0; line < _luma.PerPixel; line++)
        {
            ReadLuma(frame, _luma.PlaceUpright(top, step, line, first, end), line, first, end);
        }

        ReadChroma(frame, _chroma.PlaceUpright(top / 2, step / 2, 0, first, end), first, end);
        return (first, end);
    }

    private (int First, int End) TurnedRow(Frame frame, in Matrix3x2 toFrame, int row)
    {
        var (across, down) = (new Vector2(toFrame.M11, toFrame.M12), new Vector2(toFrame.M21, toFrame.M22));
        var corner = Vector2.Transform(new Vector2(0, row), toFrame);
        var (first, end) = TurnedSpan.Inside(corner + ((across + down) / 2), across, _input.Width, frame.Geometry.Width, frame.Geometry.Height);
        for (var line = 0; line < _luma.PerPixel; line++)
        {
            _luma.PlaceTurned(corner, across, down, line, first, end);
            ReadLuma(frame, 0, line, first, end);
        }

        _chroma.PlaceTurned(corner / 2, across / 2, down / 2, 0, first, end);
        ReadChroma(frame, 0, first, end);
        return (first, end);
    }

    private void ReadLuma(Frame frame, int start, int line, int first, int end) => _luma.Read(frame.Buffer[start..], line, first, end, _y);

    private void ReadChroma(Frame frame, int start, int first, int end)
    {
        _chroma.Read(frame.Buffer[(frame.Layout.UOffset + start)..], 0, first, end, _u);
        _chroma.Read(frame.Buffer[(frame.Layout.VOffset + start)..], 0, first, end, _v);
    }
}
