using System.Numerics;
using System.Runtime.Intrinsics;
using PoseStream.Core.Geometry;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// Where in the frame the pixels of a virtual camera's picture lie. The way there, through a turn and a lens, is too dear for every pixel: it is gone for the nodes of a coarse grid, and
/// parabolas through three nodes each way tell the rest, to a hundredth of a pixel even at the edge of wide lenses. Where one of the nodes is out of the lens's sight
/// every pixel is worked out by itself. Scratch: not thread-safe, allocates nothing after construction.
/// </summary>
internal sealed class ViewGrid
{
    // From node to node; three nodes are one patch.
    private const int Step = 8;
    private const int Patch = 2 * Step;

    private readonly int _width;
    private readonly int _across;
    private readonly Vector2[] _nodes;
    private readonly Vector2[] _row;
    private VirtualCamera _view;

    public ViewGrid(int width, int height)
    {
        _width = width;
        var (columns, rows) = (Patches(width), Patches(height));
        _across = (2 * columns) + 1;
        _nodes = new Vector2[_across * ((2 * rows) + 1)];
        _row = new Vector2[_across];
        X = new float[columns * Patch];
        Y = new float[columns * Patch];
    }

    /// <summary>Of the row that was asked for last: frame pixels, NaN where the frame's camera can show nothing. Longer than the input is wide.</summary>
    public float[] X { get; }

    /// <inheritdoc cref="X"/>
    public float[] Y { get; }

    public void Use(in VirtualCamera view)
    {
        _view = view;
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = view.ToFrame(new Vector2(i % _across, i / _across) * Step);
        }
    }

    /// <summary>Fills <see cref="X"/> and <see cref="Y"/>.</summary>
    public void Find(int row)
    {
        var first = row / Patch * 2 * _across;
        var (before, at, after) = Weights((row % Patch) + 0.5f);
        for (var i = 0; i < _across; i++)
        {
            _row[i] = (_nodes[first + i] * before) + (_nodes[first + _across + i] * at) + (_nodes[first + (2 * _across) + i] * after);
        }

        for (var column = 0; column < _width; column += Patch)
        {
            var node = column / Step;
            var (bend, slope) = (((_row[node] + _row[node + 2]) / 2) - _row[node + 1], (_row[node + 2] - _row[node]) / 2);
            if (float.IsFinite(bend.X + bend.Y))
            {
                Fill(X.AsSpan(column, Patch), _row[node + 1].X, slope.X, bend.X);
                Fill(Y.AsSpan(column, Patch), _row[node + 1].Y, slope.Y, bend.Y);
            }
            else
            {
                FindEach(row, column);
            }
        }
    }

    private void FindEach(int row, int column)
    {
        for (var i = column; i < column + Patch; i++)
        {
            var place = _view.ToFrame(new Vector2(i + 0.5f, row + 0.5f));
            (X[i], Y[i]) = (place.X, place.Y);
        }
    }

    /// <summary>A parabola over one patch, in units of the step from its middle node.</summary>
    private static void Fill(Span<float> values, float middle, float slope, float bend)
    {
        var t = ((Vector256<float>.Indices + Vector256.Create(0.5f)) / Step) - Vector256<float>.One;
        var stride = Vector256.Create((float)Vector256<float>.Count / Step);
        for (var i = 0; i < Patch; i += Vector256<float>.Count, t += stride)
        {
            (((t * bend) + Vector256.Create(slope)) * t + Vector256.Create(middle)).CopyTo(values[i..]);
        }
    }

    /// <summary>Of the three nodes, for a parabola through them.</summary>
    private static (float Before, float At, float After) Weights(float into)
    {
        var t = (into / Step) - 1;
        return (t * (t - 1) / 2, 1 - (t * t), t * (t + 1) / 2);
    }

    private static int Patches(int pixels) => (pixels + Patch - 1) / Patch;
}
