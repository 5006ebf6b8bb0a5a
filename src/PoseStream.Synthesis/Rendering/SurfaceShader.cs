using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Rendering;

/// <summary>The light that comes from a place of a solid to the camera.</summary>
internal sealed class SurfaceShader
{
    private readonly List<Vector3> _feet = [];
    private Vector2 _feetLow;
    private Vector2 _feetHigh;
    private ShadowMap _shadows = null!;
    private CameraView _view = null!;
    private Light _light = null!;
    private Vector3 _toSun;
    private Vector3 _up;
    private Vector3 _worldX;
    private Vector3 _worldY;
    private float _pixelAngle;

    public void Begin(Scene scene, CameraView view, ShadowMap shadows) => Begin(scene, scene.People, view, shadows);

    /// <param name="people">Those whose feet darken the floor.</param>
    public void Begin(Scene scene, IReadOnlyList<ScenePerson> people, CameraView view, ShadowMap shadows)
    {
        _shadows = shadows;
        _view = view;
        _light = scene.Light;
        var toCamera = Quaternion.Conjugate(view.ToWorld);
        _toSun = Vector3.Transform(scene.Light.ToSun, toCamera);
        _up = Vector3.Transform(Vector3.UnitZ, toCamera);
        _worldX = Vector3.Transform(Vector3.UnitX, toCamera);
        _worldY = Vector3.Transform(Vector3.UnitY, toCamera);
        _pixelAngle = 1 / (float)view.Model.Fx;
        _feet.Clear();
        _feetLow = new Vector2(float.PositiveInfinity);
        _feetHigh = new Vector2(float.NegativeInfinity);
        foreach (var person in people)
        {
            Stand(person, BodyJoint.LeftAnkle, 0.16f);
            Stand(person, BodyJoint.RightAnkle, 0.16f);
            Stand(person, BodyJoint.Pelvis, 0.35f);
        }
    }

    public Vector3 Sky(Sky sky, float rayX, float rayY) => sky.Along(Vector3.Transform(new Vector3(rayX, rayY, 1), _view.ToWorld));

    /// <summary>Whether somebody's feet darken the floor there; false for NaN.</summary>
    public bool IsNearFeet(Vector2 floor_m)
    {
        if (!IsAmongFeet(floor_m))
        {
            return false;
        }

        foreach (var foot in _feet)
        {
            if (Nearness(floor_m, foot) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What people can change of the light of a place: the cell of the shadow map, and where on the floor it is (NaN beside it).</summary>
    public (int ShadowCell, Vector2 Floor_m) Exposed(in Solid solid, float rayX, float rayY, float depth_m)
    {
        var point = new Vector3(rayX, rayY, 1) * depth_m;
        return solid.Material.Luminous
            ? (ShadowMap.NoCell, new Vector2(float.NaN))
            : (_shadows.CellOf(point), solid.IsFloor ? FloorAt(point) : new Vector2(float.NaN));
    }

    /// <param name="depth_m">Along the camera's axis.</param>
    public Vector3 Shade(in Solid solid, in CameraSolid seen, float rayX, float rayY, float depth_m)
    {
        var local = seen.Eye + (seen.Along(rayX, rayY) * depth_m);
        var ray = new Vector3(rayX, rayY, 1);
        var normal = seen.NormalAt(local);
        var facing = -Vector3.Dot(normal, ray);
        if (facing < 0)
        {
            normal = -normal;
            facing = -facing;
        }

        var material = solid.Material;
        var footprint = depth_m * _pixelAngle / Math.Max(facing, 0.15f);
        var place = local * solid.Scale;
        if (material.Folds > 0 && footprint < 0.05f)
        {
            normal = Fold(normal, material, place, footprint, seen);
        }

        var color = Texture(solid, material, place, local, footprint);
        if (material.Luminous)
        {
            return color;
        }

        var point = ray * depth_m;
        var toward = Vector3.Dot(normal, _toSun);
        var sun = toward > 0 ? toward * _shadows.LightAt(point) : 0;
        var around = Vector3.Lerp(_light.Below, _light.Above, 0.5f + (0.5f * Vector3.Dot(normal, _up)));
        if (solid.IsFloor)
        {
            around *= Footing(point);
        }

        var result = color * (around + (_light.Sun * sun));
        if (material.Gloss > 0 && sun > 0)
        {
            var half = Vector3.Normalize(_toSun - Vector3.Normalize(ray));
            var shine = Math.Max(0, Vector3.Dot(half, normal));
            shine *= shine;
            shine *= shine;
            shine *= shine;
            result += _light.Sun * (material.Gloss * shine * shine);
        }

        return result;
    }

    private static Vector3 Fold(Vector3 normal, Material material, Vector3 place, float footprint, in CameraSolid seen)
    {
        var strength = 2 * material.Folds * Math.Clamp(1.2f - (footprint * 25), 0, 1);
        var across = ((place.X + (place.Y * 0.7f)) * 1.6f) + (material.Seed * 0.173f);
        var along = (place.Z * 2.2f) + (material.Seed * 0.311f);
        var lean = NoiseTile.Sample(across, along) - 0.5f;
        var tip = NoiseTile.Sample(across + 0.37f, along + 0.61f) - 0.5f;
        // The axis of the limb, in camera axes: rows of the map to local coordinates.
        var axis = Vector3.Normalize(new Vector3(seen.X.Z, seen.Y.Z, seen.Z.Z));
        var side = Vector3.Cross(axis, normal);
        return Vector3.Normalize(normal + (((axis * tip) + (side * lean)) * strength));
    }

    private static Vector3 Texture(in Solid solid, Material material, Vector3 place, Vector3 local, float footprint)
    {
        switch (solid.Kind)
        {
            case SolidKind.Panel:
                return Patterns.Color(material, place.X, place.Y, footprint);
            case SolidKind.Box:
                var size = Vector3.Abs(local);
                return size.X > size.Y && size.X > size.Z ? Patterns.Color(material, place.Y, place.Z, footprint)
                    : size.Y > size.Z ? Patterns.Color(material, place.X, place.Z, footprint)
                    : Patterns.Color(material, place.X, place.Y, footprint);
        }

        var v = place.Z + solid.TextureStart_m;
        // Plain and spotted surfaces need no angle round the axis, only coordinates without a seam and without poles.
        var u = material.Pattern is PatternKind.Plain or PatternKind.Blotches
            ? place.Y + (place.X * 0.7f)
            : MathF.Atan2(place.Y, place.X) * Math.Max(solid.RadiusFrom * (solid.Height > 0 ? 1 : solid.Scale.Y), 0.03f);
        var color = Patterns.Color(material, u, v, footprint);
        return material.Decal != DecalKind.None && solid.Region == BodyRegion.Trunk
            ? Decals.Over(color, material, new Vector3(place.X, place.Y, v))
            : color;
    }

    /// <summary>Things that touch the floor keep the soft light from it.</summary>
    private float Footing(Vector3 point_m)
    {
        var world = FloorAt(point_m);
        if (!IsAmongFeet(world))
        {
            return 1;
        }

        var light = 1f;
        foreach (var foot in _feet)
        {
            var near = Nearness(world, foot);
            if (near > 0)
            {
                light *= 1 - (0.6f * near * near);
            }
        }

        return light;
    }

    private bool IsAmongFeet(Vector2 floor_m) => floor_m.X >= _feetLow.X && floor_m.Y >= _feetLow.Y && floor_m.X <= _feetHigh.X && floor_m.Y <= _feetHigh.Y;

    /// <param name="foot">Where it is, and how far it darkens.</param>
    /// <returns>1 at its middle, 0 and less beyond its reach.</returns>
    private static float Nearness(Vector2 floor_m, Vector3 foot)
    {
        var dx = floor_m.X - foot.X;
        var dy = floor_m.Y - foot.Y;
        return 1 - (((dx * dx) + (dy * dy)) / (foot.Z * foot.Z));
    }

    private Vector2 FloorAt(Vector3 point_m) =>
        new(Vector3.Dot(_worldX, point_m) + _view.Position_m.X, Vector3.Dot(_worldY, point_m) + _view.Position_m.Y);

    private void Stand(ScenePerson person, BodyJoint joint, float radius)
    {
        var at = person.PositionOf(joint);
        var wide = radius + (0.5f * at.Z);
        if (wide < 0.8f)
        {
            _feet.Add(new Vector3(at.X, at.Y, wide));
            _feetLow = Vector2.Min(_feetLow, new Vector2(at.X - wide, at.Y - wide));
            _feetHigh = Vector2.Max(_feetHigh, new Vector2(at.X + wide, at.Y + wide));
        }
    }
}
