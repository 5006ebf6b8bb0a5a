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
    private readonly WorldLayer _world = new();
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

        var world = KeptWorld(scene, view, _rays);
        if (world is null)
        {
            _shadows.Build(scene, view, _options.ShadowSide);
        }
        else
        {
            _shadows.BuildOnWorld(scene, view, _options.ShadowSide);
        }

        _shader.Begin(scene, view, _shadows);
        var count = Prepare(scene.Solids, view, _rays);
        var counters = new CoverageCounter[scene.People.Count];
        Array.Fill(counters, new CoverageCounter());
        var tile = 0;
        foreach (var (x, y, size) in Tiles(picture.Geometry))
        {
            DrawTile(_rays, count, x, y, size, world, tile++);
            Count(scene, counters, x, y, size);
            Resolve(scene, picture, x, y, size, world);
        }

        picture.End([.. counters.Select(counter => counter.Result(_options.SamplesPerSide))]);
    }

    /// <summary>The world without people, from the picture before or drawn now; null where it cannot be told apart or its shadows move.</summary>
    private WorldLayer? KeptWorld(Scene scene, CameraView view, RayField rays)
    {
        if (!_options.KeepsWorld || scene.WorldCount is not { } solids || (scene.ShadowBall is null && _options.ShadowSide > 0))
        {
            return null;
        }

        if (_world.IsOf(scene, view))
        {
            return _world;
        }

        _shadows.BuildWorld(scene, view, _options.ShadowSide);
        _shader.Begin(scene, [], view, _shadows);
        var count = Prepare(scene.Solids[..solids], view, rays);
        _world.Begin(scene, view, count);
        foreach (var (x, y, size) in Tiles(view.Model.Geometry))
        {
            DrawTile(rays, count, x, y, size, null, 0);
            _world.KeepTile(_tile, size.Height * _options.SamplesPerSide);
            KeepPixels(scene, view.Model.Geometry.Width, x, y, size);
        }

        return _world;
    }

    private void KeepPixels(Scene scene, int width, int left, int top, FrameGeometry size)
    {
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var first = FirstSample(x, y);
                if (!IsUniform(first))
                {
                    continue;
                }

                var color = PixelColor(scene, first);
                var (rayX, rayY, depth) = Middle(first);
                var id = _tile.Solids[first];
                var (cell, floor) = id < 0 ? (ShadowMap.NoCell, new Vector2(float.NaN)) : _shader.Exposed(scene.Solids[_solidOf[id]], rayX, rayY, depth);
                _world.KeepPixel(((top + y) * width) + left + x, ToneCurve.ToByte(color.X), ToneCurve.ToByte(color.Y), ToneCurve.ToByte(color.Z), cell, floor);
            }
        }
    }

    private IEnumerable<(int X, int Y, FrameGeometry Size)> Tiles(FrameGeometry geometry)
    {
        var columns = SampleTile.Stride / _options.SamplesPerSide;
        var rows = SampleTile.Rows / _options.SamplesPerSide;
        for (var y = 0; y < geometry.Height; y += rows)
        {
            for (var x = 0; x < geometry.Width; x += columns)
            {
                yield return (x, y, new FrameGeometry(Math.Min(columns, geometry.Width - x), Math.Min(rows, geometry.Height - y)));
            }
        }
    }

    private int Prepare(ReadOnlySpan<Solid> solids, CameraView view, RayField rays)
    {
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

    /// <param name="world">Where it is kept, only what comes after it is drawn.</param>
    private void DrawTile(RayField rays, int count, int left, int top, FrameGeometry size, WorldLayer? world, int number)
    {
        var scale = _options.SamplesPerSide;
        var rows = size.Height * scale;
        FillRays(rays, left, top, rows);
        if (world is null)
        {
            _tile.Clear(rows);
        }
        else
        {
            world.ShowTile(number, _tile);
        }

        for (var i = world?.Count ?? 0; i < count; i++)
        {
            TileRaster.DrawInside(_tile, _seen[i], i, left * scale, top * scale, size.Width * scale, rows);
        }
    }

    private void FillRays(RayField rays, int left, int top, int rows)
    {
        var step = 1f / _options.SamplesPerSide;
        for (var y = 0; y < rows; y++)
        {
            var row = y * SampleTile.Stride;
            rays.FillRow(
                left + (step / 2), top + ((y + 0.5f) * step), step, _tile.RaysX.AsSpan(row, SampleTile.Stride), _tile.RaysY.AsSpan(row, SampleTile.Stride));
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

    private void Resolve(Scene scene, Picture picture, int left, int top, FrameGeometry size, WorldLayer? world)
    {
        var solids = scene.Solids;
        for (var y = 0; y < size.Height; y++)
        {
            var pixel = ((top + y) * picture.Geometry.Width) + left;
            for (var x = 0; x < size.Width; x++, pixel++)
            {
                var first = FirstSample(x, y);
                var nearest = _tile.Solids[first];
                var rgb = picture.Rgb.AsSpan(pixel * 3, 3);
                if (world is null || nearest >= world.Count || !IsUniform(first) || !world.TryTake(pixel, _shadows, _shader, rgb))
                {
                    var color = PixelColor(scene, first);
                    (rgb[0], rgb[1], rgb[2]) = (ToneCurve.ToByte(color.X), ToneCurve.ToByte(color.Y), ToneCurve.ToByte(color.Z));
                }

                picture.Depth_m[pixel] = _tile.Depth[first];
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
            // Most pixels.
            var (middleX, middleY, middleDepth) = Middle(first);
            return Shade(scene, _tile.Solids[first], middleX, middleY, middleDepth);
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

    private int FirstSample(int x, int y) => (y * _options.SamplesPerSide * SampleTile.Stride) + (x * _options.SamplesPerSide);

    /// <summary>The middle of a pixel's first and last sample, which is the middle of all.</summary>
    private (float RayX, float RayY, float Depth_m) Middle(int first)
    {
        var last = first + ((_options.SamplesPerSide - 1) * (SampleTile.Stride + 1));
        return ((_tile.RaysX[first] + _tile.RaysX[last]) / 2, (_tile.RaysY[first] + _tile.RaysY[last]) / 2, (_tile.Depth[first] + _tile.Depth[last]) / 2);
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
