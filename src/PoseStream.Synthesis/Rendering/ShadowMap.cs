using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>How far the sun's light reaches round the people: a depth picture from a far point towards the sun. Outside it everything is lit.</summary>
internal sealed class ShadowMap
{
    /// <summary>Of a place that the map does not reach.</summary>
    public const int NoCell = -1;

    private const float SunDistance_m = 40;

    private readonly SampleTile _tile = new();
    private CameraSolid[] _prepared = [];
    private float[] _depth = [];
    private float[] _world = [];
    private bool[] _changed = [];
    private CameraView? _sun;
    private int _side;
    private float _scale;
    private float _center;
    private Matrix4x4 _fromCamera;

    /// <summary>Between a surface and itself the map may err by about one and a half of its cells.</summary>
    private float _bias;

    public bool HasShadows => _sun is not null;

    public void Build(Scene scene, CameraView viewer, int side)
    {
        if (Aim(scene, viewer, side) is { } model)
        {
            Draw(scene.Solids, model, onWorld: false);
        }
    }

    /// <summary>Of the world alone, which is kept for <see cref="BuildOnWorld"/>.</summary>
    public void BuildWorld(Scene scene, CameraView viewer, int side)
    {
        if (Aim(scene, viewer, side) is { } model)
        {
            Draw(scene.Solids[..scene.WorldCount!.Value], model, onWorld: false);
            _world = _depth[..(side * side)];
            _changed = new bool[side * side];
        }
    }

    /// <summary>The same as <see cref="Build"/> by the kept world: only people are drawn, and what they change is noted.</summary>
    public void BuildOnWorld(Scene scene, CameraView viewer, int side)
    {
        if (Aim(scene, viewer, side) is { } model)
        {
            _world.CopyTo(_depth, 0);
            Draw(scene.Solids[scene.WorldCount!.Value..], model, onWorld: true);
            NoteChanges();
        }
    }

    /// <summary>Where <see cref="LightAt"/> looks for a point; <see cref="NoCell"/> where it is lit in any case.</summary>
    public int CellOf(Vector3 point_m) => TryFind(point_m, out var cell, out _, out _, out _) ? cell : NoCell;

    /// <summary>Whether people changed any of the four depths that count for a place of this cell.</summary>
    public bool IsChanged(int cell) => cell != NoCell && _changed[cell];

    /// <summary>0 in full shadow to 1 in full light.</summary>
    /// <param name="point_m">In the viewer's camera frame.</param>
    public float LightAt(Vector3 point_m)
    {
        if (!TryFind(point_m, out var at, out var across, out var down, out var depth))
        {
            return 1;
        }

        var limit = depth - _bias;
        var top = float.Lerp(_depth[at] > limit ? 1 : 0, _depth[at + 1] > limit ? 1 : 0, across);
        var bottom = float.Lerp(_depth[at + _side] > limit ? 1 : 0, _depth[at + _side + 1] > limit ? 1 : 0, across);
        return float.Lerp(top, bottom, down);
    }

    /// <summary>The cell before a point, and how far it is towards the next ones.</summary>
    private bool TryFind(Vector3 point_m, out int cell, out float across, out float down, out float depth)
    {
        (cell, across, down, depth) = (NoCell, 0, 0, 0);
        if (_sun is null)
        {
            return false;
        }

        var point = Vector3.Transform(point_m, _fromCamera);
        var x = (point.X / point.Z * _scale) + _center - 0.5f;
        var y = (point.Y / point.Z * _scale) + _center - 0.5f;
        if (!(x >= 0 && y >= 0 && x < _side - 1 && y < _side - 1))
        {
            return false;
        }

        var (ix, iy) = ((int)x, (int)y);
        (cell, across, down, depth) = ((iy * _side) + ix, x - ix, y - iy, point.Z);
        return true;
    }

    /// <returns>The sun's camera; null where there are no shadows.</returns>
    private CameraModel? Aim(Scene scene, CameraView viewer, int side)
    {
        _sun = null;
        if (side <= 0 || (scene.ShadowBall ?? scene.PeopleBall()) is not { } ball || scene.Light.Sun.LengthSquared() < 1e-4f)
        {
            return null;
        }

        var radius = Math.Min(ball.Radius_m, 12);
        var fieldOfView = 2 * MathF.Atan(radius / SunDistance_m) * 180 / MathF.PI;
        var model = CameraModel.FromFieldOfView(new FrameGeometry(side, side), fieldOfView);
        _sun = CameraView.LookingAt(model, ball.Center_m + (scene.Light.ToSun * SunDistance_m), ball.Center_m);
        _side = side;
        _scale = (float)model.Fx;
        _center = side / 2f;
        _bias = 0.02f + (3 * radius / side);
        if (_depth.Length < side * side)
        {
            _depth = new float[side * side];
        }

        var rotation = Quaternion.Conjugate(_sun.ToWorld) * viewer.ToWorld;
        _fromCamera = Matrix4x4.CreateFromQuaternion(rotation);
        _fromCamera.Translation = _sun.ToCamera(viewer.Position_m);
        return model;
    }

    private void Draw(ReadOnlySpan<Solid> solids, CameraModel model, bool onWorld)
    {
        var rays = new RayField(model);
        var toSun = Quaternion.Conjugate(_sun!.ToWorld);
        if (_prepared.Length < solids.Length)
        {
            _prepared = new CameraSolid[solids.Length];
        }

        var count = 0;
        foreach (ref readonly var solid in solids)
        {
            // Floors, walls and ceilings catch shadows; light comes in as if they were open.
            if (solid.Kind == SolidKind.Panel
                || SolidBounds.Of(solid, toSun, _sun.Position_m) is not { } bounds
                || rays.ToPixels(bounds) is not { } box)
            {
                continue;
            }

            ref var one = ref _prepared[count++];
            one = CameraSolid.Prepare(solid, toSun, _sun.Position_m);
            one.SilhouetteBit = 0;
            (one.MinX, one.MaxX) = ((int)box.X1, Math.Min((int)box.X2, _side - 1));
            (one.MinY, one.MaxY) = ((int)box.Y1, Math.Min((int)box.Y2, _side - 1));
        }

        for (var y = 0; y < _side; y += SampleTile.Rows)
        {
            for (var x = 0; x < _side; x += SampleTile.Stride)
            {
                if (!onWorld || Touches(_prepared.AsSpan(0, count), x, y))
                {
                    DrawTile(rays, _prepared.AsSpan(0, count), x, y, onWorld);
                }
            }
        }
    }

    private static bool Touches(ReadOnlySpan<CameraSolid> solids, int left, int top)
    {
        foreach (ref readonly var solid in solids)
        {
            if (solid.MaxX >= left && solid.MinX < left + SampleTile.Stride && solid.MaxY >= top && solid.MinY < top + SampleTile.Rows)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A look-up reads the cell, the next, and the two below.</summary>
    private void NoteChanges()
    {
        Array.Clear(_changed);
        for (var row = 0; row < _side * _side; row += _side)
        {
            var now = _depth.AsSpan(row, _side);
            var before = _world.AsSpan(row, _side);
            for (var x = now.CommonPrefixLength(before); x < _side; x++)
            {
                if (now[x] != before[x])
                {
                    var at = row + x;
                    _changed[at] = _changed[Math.Max(at - 1, 0)] = _changed[Math.Max(at - _side, 0)] = _changed[Math.Max(at - _side - 1, 0)] = true;
                }
            }
        }
    }

    private void DrawTile(RayField rays, ReadOnlySpan<CameraSolid> solids, int left, int top, bool onWorld)
    {
        var rows = Math.Min(SampleTile.Rows, _side - top);
        var columns = Math.Min(SampleTile.Stride, _side - left);
        _tile.Clear(rows);
        for (var y = 0; onWorld && y < rows; y++)
        {
            _world.AsSpan(((top + y) * _side) + left, columns).CopyTo(_tile.Depth.AsSpan(y * SampleTile.Stride));
        }

        for (var y = 0; y < rows; y++)
        {
            var row = y * SampleTile.Stride;
            rays.FillRow(left + 0.5f, top + y + 0.5f, 1, _tile.RaysX.AsSpan(row, SampleTile.Stride), _tile.RaysY.AsSpan(row, SampleTile.Stride));
        }

        for (var i = 0; i < solids.Length; i++)
        {
            TileRaster.DrawInside(_tile, solids[i], i, left, top, columns, rows);
        }

        for (var y = 0; y < rows; y++)
        {
            _tile.Depth.AsSpan(y * SampleTile.Stride, columns).CopyTo(_depth.AsSpan(((top + y) * _side) + left));
        }
    }
}
