using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>
/// The rays of a camera's pixels as (x/z, y/z). With lens distortion the exact inverse is solved on a coarse grid and blended in between, which is a thousandth of a pixel off.
/// </summary>
internal sealed class RayField
{
    private const int Spacing = 8;

    private readonly CameraModel _camera;
    private readonly bool _straight;
    private readonly int _columns;
    private readonly Vector2[] _grid = [];

    public RayField(CameraModel camera)
    {
        _camera = camera;
        _straight = camera.Distortion == LensDistortion.None;
        if (_straight)
        {
            return;
        }

        _columns = (camera.Geometry.Width / Spacing) + 2;
        var rows = (camera.Geometry.Height / Spacing) + 2;
        _grid = new Vector2[_columns * rows];
        for (var i = 0; i < _grid.Length; i++)
        {
            _grid[i] = camera.Normalize(new Vector2(i % _columns, i / _columns) * Spacing);
        }
    }

    /// <summary>Fills one row of samples.</summary>
    /// <param name="firstX">Pixel coordinate of the first sample.</param>
    /// <param name="step">Pixels from one sample to the next.</param>
    public void FillRow(float firstX, float y, float step, Span<float> raysX, Span<float> raysY)
    {
        if (_straight)
        {
            var origin = (float)((firstX - _camera.Cx) / _camera.Fx);
            var slope = (float)(step / _camera.Fx);
            var i = 0;
            for (; i <= raysX.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                (new Vector<float>(origin) + ((Vector<float>.Indices + new Vector<float>(i)) * slope)).CopyTo(raysX[i..]);
            }

            for (; i < raysX.Length; i++)
            {
                raysX[i] = origin + (i * slope);
            }

            raysY.Fill((float)((y - _camera.Cy) / _camera.Fy));
            return;
        }

        for (var i = 0; i < raysX.Length; i++)
        {
            var ray = Blend(firstX + (i * step), y);
            raysX[i] = ray.X;
            raysY[i] = ray.Y;
        }
    }

    private Vector2 Blend(float x, float y)
    {
        var gx = Math.Clamp(x / Spacing, 0, _columns - 1.001f);
        var gy = Math.Clamp(y / Spacing, 0, (_grid.Length / _columns) - 1.001f);
        var at = ((int)gy * _columns) + (int)gx;
        var fx = gx - (int)gx;
        var fy = gy - (int)gy;
        return Vector2.Lerp(Vector2.Lerp(_grid[at], _grid[at + 1], fx), Vector2.Lerp(_grid[at + _columns], _grid[at + _columns + 1], fx), fy);
    }

    /// <summary>The pixels that a normalised box may touch, clipped to the picture; null when it is beside it.</summary>
    public BoundingBox? ToPixels(in BoundingBox normalized)
    {
        var (width, height) = (_camera.Geometry.Width, _camera.Geometry.Height);
        var seen = Seen;
        var box = new BoundingBox(
            Math.Max(normalized.X1, seen.X1), Math.Max(normalized.Y1, seen.Y1), Math.Min(normalized.X2, seen.X2), Math.Min(normalized.Y2, seen.Y2));
        if (box.X1 > box.X2 || box.Y1 > box.Y2)
        {
            return null;
        }

        var low = new Vector2(float.PositiveInfinity);
        var high = new Vector2(float.NegativeInfinity);
        var steps = _straight ? 1 : 4;
        for (var i = 0; i <= steps; i++)
        {
            for (var j = 0; j <= steps; j++)
            {
                var pixel = _camera.Project(new Vector3(float.Lerp(box.X1, box.X2, (float)i / steps), float.Lerp(box.Y1, box.Y2, (float)j / steps), 1));
                low = Vector2.Min(low, pixel);
                high = Vector2.Max(high, pixel);
            }
        }

        // Between the points that were tried a distorted edge bulges a little.
        var margin = _straight ? 0 : 2 + (0.05f * (high - low).Length());
        var result = new BoundingBox(low.X - margin, low.Y - margin, high.X + margin, high.Y + margin);
        return result.X2 < 0 || result.Y2 < 0 || result.X1 > width || result.Y1 > height ? null : result.ClipTo(width, height);
    }

    private BoundingBox? _seen;

    private BoundingBox Seen
    {
        get
        {
            if (_seen is { } known)
            {
                return known;
            }

            var low = new Vector2(float.PositiveInfinity);
            var high = new Vector2(float.NegativeInfinity);
            var corners = _straight
                ? [_camera.Normalize(Vector2.Zero), _camera.Normalize(new Vector2(_camera.Geometry.Width, _camera.Geometry.Height))]
                : _grid;
            foreach (var ray in corners)
            {
                low = Vector2.Min(low, ray);
                high = Vector2.Max(high, ray);
            }

            _seen = new BoundingBox(low.X, low.Y, high.X, high.Y);
            return _seen.Value;
        }
    }
}
