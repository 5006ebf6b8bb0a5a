using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>How far the sun's light reaches round the people: a depth picture from a far point towards the sun. Outside it everything is lit.</summary>
internal sealed class ShadowMap
{
    private const float SunDistance_m = 40;

    private readonly SampleTile _tile = new();
    private CameraSolid[] _prepared = [];
    private float[] _depth = [];
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
        _sun = null;
        if (side <= 0 || (scene.ShadowBall ?? scene.PeopleBall()) is not { } ball || scene.Light.Sun.LengthSquared() < 1e-4f)
        {
            return;
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
        Draw(scene, model);
    }

    /// <summary>0 in full shadow to 1 in full light.</summary>
    /// <param name="point_m">In the viewer's camera frame.</param>
    public float LightAt(Vector3 point_m)
    {
        if (_sun is null)
        {
            return 1;
        }

        var point = Vector3.Transform(point_m, _fromCamera);
        var x = (point.X / point.Z * _scale) + _center - 0.5f;
        var y = (point.Y / point.Z * _scale) + _center - 0.5f;
        if (!(x >= 0 && y >= 0 && x < _side - 1 && y < _side - 1))
        {
            return 1;
        }

        var ix = (int)x;
        var iy = (int)y;
        var at = (iy * _side) + ix;
        var limit = point.Z - _bias;
        var top = float.Lerp(_depth[at] > limit ? 1 : 0, _depth[at + 1] > limit ? 1 : 0, x - ix);
        var bottom = float.Lerp(_depth[at + _side] > limit ? 1 : 0, _depth[at + _side + 1] > limit ? 1 : 0, x - ix);
        return float.Lerp(top, bottom, y - iy);
    }

    private void Draw(Scene scene, CameraModel model)
    {
        var rays = new RayField(model);
        var toSun = Quaternion.Conjugate(_sun!.ToWorld);
        var solids = scene.Solids;
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
                DrawTile(rays, _prepared.AsSpan(0, count), x, y);
            }
        }
    }

    private void DrawTile(RayField rays, ReadOnlySpan<CameraSolid> solids, int left, int top)
    {
        var rows = Math.Min(SampleTile.Rows, _side - top);
        var columns = Math.Min(SampleTile.Stride, _side - left);
        _tile.Clear(rows);
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
