using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Rendering;

/// <summary>
/// What a fixed camera sees of a world without its people: the nearest thing of every sample, and the colour of every pixel that shows one thing alone. A picture
/// with people takes from it what they change nothing of, bit for bit. Not thread-safe.
/// </summary>
internal sealed class WorldLayer
{
    private readonly List<(float[] Depth, int[] Solids)> _tiles = [];
    private Scene? _scene;
    private int _version;
    private CameraView? _view;
    private byte[] _rgb = [];
    private int[] _shadowCells = [];
    private Vector2[] _floor_m = [];

    /// <summary>How many things are seen; people's solids come after them.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it was made of this world, which has not changed since.</summary>
    public bool IsOf(Scene scene, CameraView view) => ReferenceEquals(_scene, scene) && _version == scene.WorldVersion && _view == view;

    /// <summary>Forgets the world before and begins with another.</summary>
    public void Begin(Scene scene, CameraView view, int count)
    {
        (_scene, _version, _view, Count) = (scene, scene.WorldVersion, view, count);
        var pixels = view.Model.Geometry.Width * view.Model.Geometry.Height;
        if (_rgb.Length != 3 * pixels)
        {
            (_rgb, _shadowCells, _floor_m) = (new byte[3 * pixels], new int[pixels], new Vector2[pixels]);
        }

        _tiles.Clear();
    }

    /// <summary>The next tile, in the order of drawing.</summary>
    public void KeepTile(SampleTile tile, int rows) =>
        _tiles.Add((tile.Depth[..(rows * SampleTile.Stride)], tile.Solids[..(rows * SampleTile.Stride)]));

    /// <summary>Fills a tile with what was kept.</summary>
    public void ShowTile(int number, SampleTile tile)
    {
        var (depth, solids) = _tiles[number];
        depth.CopyTo(tile.Depth.AsSpan());
        solids.CopyTo(tile.Solids.AsSpan());
        tile.Silhouettes.AsSpan(0, depth.Length).Clear();
    }

    /// <param name="shadowCell">As <see cref="ShadowMap.CellOf"/>.</param>
    /// <param name="floor_m">Where on the floor, in the world; NaN beside it.</param>
    public void KeepPixel(int pixel, byte red, byte green, byte blue, int shadowCell, Vector2 floor_m)
    {
        (_rgb[3 * pixel], _rgb[(3 * pixel) + 1], _rgb[(3 * pixel) + 2]) = (red, green, blue);
        (_shadowCells[pixel], _floor_m[pixel]) = (shadowCell, floor_m);
    }

    /// <summary>Gives the colour of a pixel that shows one thing alone and no person; false where a person's shadow or feet may have changed it.</summary>
    public bool TryTake(int pixel, ShadowMap shadows, SurfaceShader shader, Span<byte> rgb)
    {
        if (shadows.IsChanged(_shadowCells[pixel]) || shader.IsNearFeet(_floor_m[pixel]))
        {
            return false;
        }

        _rgb.AsSpan(3 * pixel, 3).CopyTo(rgb);
        return true;
    }
}
