using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Rendering;

/// <summary>
/// Draws scenes on one core. First every sample finds its nearest solid (vectors of rays against closed forms, tile by tile), then every pixel is shaded once for
/// each different solid in it. Keeps its buffers: make one for each thread and reuse it. Not thread-safe.
/// </summary>
public sealed class SceneRenderer
{
    private readonly SampleTile _tile = new();
    private readonly ShadowMap _shadows = new();
    private readonly SurfaceShader _shader = new();
    private readonly RenderOptions _options;
    private CameraSolid[] _seen = [];
    private int[] _solidOf = [];
    private RayField? _rays;
    private Core.Geometry.CameraModel? _raysOf;

    /// <exception cref="ArgumentOutOfRangeException">Samples outside 1 to 4.</exception>
    public SceneRenderer(RenderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SamplesPerSide, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SamplesPerSide, 4);
        _options = options;
    }

    /// <summary>Draws the scene as the camera sees it, in the camera's picture size.</summary>
    public void Render(Scene scene, CameraView view, Picture picture)
    {
        picture.Begin(view.Model.Geometry);
        if (_rays is null || _raysOf != view.Model)
        {
            _rays = new RayField(view.Model);
            _raysOf = view.Model;
        }

        _shadows.Build(scene, view, _options.ShadowSide);
        _shader.Begin(scene, view, _shadows);
        var count = Prepare(scene, view, _rays);
        var counters = new CoverageCounter[scene.People.Count];
        Array.Fill(counters, new CoverageCounter());
        var columns = SampleTile.Stride / _options.SamplesPerSide;
        var rows = SampleTile.Rows / _options.SamplesPerSide;
        for (var y = 0; y < picture.Geometry.Height; y += rows)
        {
            for (var x = 0; x < picture.Geometry.Width; x += columns)
            {
                var size = new FrameGeometry(Math.Min(columns, picture.Geometry.Width - x), Math.Min(rows, picture.Geometry.Height - y));
                DrawTile(_rays, count, x, y, size);
                Count(scene, counters, x, y, size);
                Resolve(scene, picture, x, y, size);
            }
        }

        picture.End([.. counters.Select(counter => counter.Result(_options.SamplesPerSide))]);
    }

    private int Prepare(Scene scene, CameraView view, RayField rays)
    {
        var solids = scene.Solids;
        if (_seen.Length < solids.Length)
        {
            _seen = new CameraSolid[solids.Length];
            _solidOf = new int[solids.Length];
        }

        var toCamera = Quaternion.Conjugate(view.ToWorld);
        var scale = _options.SamplesPerSide;
        var count = 0;
        for (var i = 0; i < solids.Length; i++)
        {
            if (SolidBounds.Of(solids[i], toCamera, view.Position_m) is not { } bounds || rays.ToPixels(bounds) is not { } box)
            {
                continue;
            }

            ref var seen = ref _seen[count];
            _solidOf[count++] = i;
            seen = CameraSolid.Prepare(solids[i], toCamera, view.Position_m);
            (seen.MinX, seen.MaxX) = ((int)(box.X1 * scale), (int)(box.X2 * scale));
            (seen.MinY, seen.MaxY) = ((int)(box.Y1 * scale), (int)(box.Y2 * scale));
        }

        return count;
    }

    private void DrawTile(RayField rays, int count, int left, int top, FrameGeometry size)
    {
        var scale = _options.SamplesPerSide;
        var step = 1f / scale;
        var rows = size.Height * scale;
        _tile.Clear(rows);
        for (var y = 0; y < rows; y++)
        {
            var row = y * SampleTile.Stride;
            rays.FillRow(
                left + (step / 2), top + ((y + 0.5f) * step), step, _tile.RaysX.AsSpan(row, SampleTile.Stride), _tile.RaysY.AsSpan(row, SampleTile.Stride));
        }

        for (var i = 0; i < count; i++)
        {
            TileRaster.DrawInside(_tile, _seen[i], i, left * scale, top * scale, size.Width * scale, rows);
        }
    }

    private void Count(Scene scene, CoverageCounter[] counters, int left, int top, FrameGeometry size)
    {
        var solids = scene.Solids;
        var scale = _options.SamplesPerSide;
        for (var y = 0; y < size.Height * scale && counters.Length > 0; y++)
        {
            var row = y * SampleTile.Stride;
            var end = size.Width * scale;
            for (var x = 0; x < end; x++)
            {
                // Rows without people go by a vector at a time.
                var ahead = _tile.Silhouettes.AsSpan(row + x, end - x).IndexOfAnyExcept(0);
                if (ahead < 0)
                {
                    break;
                }

                x += ahead;
                var mask = (uint)_tile.Silhouettes[row + x];
                var nearest = _tile.Solids[row + x];
                var owner = nearest < 0 ? Solid.Nobody : solids[_solidOf[nearest]].Owner;
                if (owner >= 0)
                {
                    counters[owner].AddVisible((left * scale) + x, (top * scale) + y);
                }

                for (; mask != 0; mask &= mask - 1)
                {
                    counters[BitOperations.TrailingZeroCount(mask)].AddSilhouette((left * scale) + x, (top * scale) + y);
                }
            }
        }
    }

    private void Resolve(Scene scene, Picture picture, int left, int top, FrameGeometry size)
    {
        var solids = scene.Solids;
        var scale = _options.SamplesPerSide;
        for (var y = 0; y < size.Height; y++)
        {
            var pixel = ((top + y) * picture.Geometry.Width) + left;
            for (var x = 0; x < size.Width; x++, pixel++)
            {
                var first = (y * scale * SampleTile.Stride) + (x * scale);
                var color = PixelColor(scene, first);
                picture.Rgb[pixel * 3] = ToneCurve.ToByte(color.X);
                picture.Rgb[(pixel * 3) + 1] = ToneCurve.ToByte(color.Y);
                picture.Rgb[(pixel * 3) + 2] = ToneCurve.ToByte(color.Z);
                picture.Depth_m[pixel] = _tile.Depth[first];
                var nearest = _tile.Solids[first];
                picture.Owners[pixel] = nearest < 0 ? (sbyte)Solid.Nobody : (sbyte)solids[_solidOf[nearest]].Owner;
                picture.Regions[pixel] = nearest < 0 ? Appearance.BodyRegion.None : solids[_solidOf[nearest]].Region;
            }
        }
    }

    /// <summary>Each different solid of the pixel is shaded once, in the middle of its samples there.</summary>
    private Vector3 PixelColor(Scene scene, int first)
    {
        var scale = _options.SamplesPerSide;
        var total = scale * scale;
        if (IsUniform(first))
        {
            // Most pixels; the middle of the first and last sample is the middle of all.
            var last = first + ((scale - 1) * (SampleTile.Stride + 1));
            return Shade(scene, _tile.Solids[first], (_tile.RaysX[first] + _tile.RaysX[last]) / 2, (_tile.RaysY[first] + _tile.RaysY[last]) / 2, (_tile.Depth[first] + _tile.Depth[last]) / 2);
        }

        Span<int> ids = stackalloc int[total];
        Span<int> places = stackalloc int[total];
        for (var i = 0; i < total; i++)
        {
            places[i] = first + (i / scale * SampleTile.Stride) + (i % scale);
            ids[i] = _tile.Solids[places[i]];
        }

        var sum = Vector3.Zero;
        for (var i = 0; i < total; i++)
        {
            var id = ids[i];
            if (id == int.MinValue)
            {
                continue;
            }

            var count = 0;
            float x = 0, y = 0, depth = 0;
            for (var k = i; k < total; k++)
            {
                if (ids[k] == id)
                {
                    count++;
                    x += _tile.RaysX[places[k]];
                    y += _tile.RaysY[places[k]];
                    depth += _tile.Depth[places[k]];
                    ids[k] = int.MinValue;
                }
            }

            var share = 1f / count;
            sum += Shade(scene, id, x * share, y * share, depth * share) * count;
        }

        return sum / total;
    }

    private bool IsUniform(int first)
    {
        var scale = _options.SamplesPerSide;
        var id = _tile.Solids[first];
        for (var y = 0; y < scale; y++)
        {
            for (var x = 0; x < scale; x++)
            {
                if (_tile.Solids[first + (y * SampleTile.Stride) + x] != id)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private Vector3 Shade(Scene scene, int id, float rayX, float rayY, float depth_m) => Vector3.Min(
        id < 0 ? _shader.Sky(scene.Sky, rayX, rayY) : _shader.Shade(scene.Solids[_solidOf[id]], _seen[id], rayX, rayY, depth_m),
        new Vector3(2));
}
