using System.Numerics;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>
/// One convex shape in the world. A local point is diag(1 / <see cref="Scale"/>) · inverse(<see cref="Frame"/>) · (world − <see cref="Origin_m"/>).
/// </summary>
public struct Solid
{
    /// <summary>The owner of everything that is not a person.</summary>
    public const int Nobody = -1;

    public Solid()
    {
    }

    public SolidKind Kind { get; set; }

    public Vector3 Origin_m { get; set; }

    /// <summary>From local axes to the world's.</summary>
    public Quaternion Frame { get; set; } = Quaternion.Identity;

    public Vector3 Scale { get; set; } = Vector3.One;

    /// <summary>Of a round cone: distance of the two balls along local z.</summary>
    public float Height { get; set; }

    /// <summary>Of a round cone: the ball at the origin.</summary>
    public float RadiusFrom { get; set; }

    /// <summary>Of a round cone: the ball at <see cref="Height"/>.</summary>
    public float RadiusTo { get; set; }

    /// <summary>Of a round cone: zero, or a local direction; only the slab between <see cref="ClipFrom"/> and <see cref="ClipTo"/> along it is there, as a thin open shell.</summary>
    public Vector3 ClipNormal { get; set; }

    public float ClipFrom { get; set; }

    public float ClipTo { get; set; }

    public required Material Material { get; set; }

    /// <summary>Index of the person in the scene, or <see cref="Nobody"/>.</summary>
    public int Owner { get; set; } = Nobody;

    public BodyRegion Region { get; set; }

    /// <summary>Added to the texture coordinate along the axis, so that stripes run on from one solid to the next.</summary>
    public float TextureStart_m { get; set; }

    /// <summary>The floor: feet darken it where they stand.</summary>
    public bool IsFloor { get; set; }

    /// <summary>A round cone between two points.</summary>
    /// <param name="reference">World direction that the local x axis keeps close to.</param>
    public static Solid Between(Vector3 from_m, Vector3 to_m, float radiusFrom, float radiusTo, Vector3 reference, Material material)
    {
        var axis = to_m - from_m;
        var length = axis.Length();
        axis = length > 1e-6f ? axis / length : Vector3.UnitZ;
        var x = reference - (axis * Vector3.Dot(reference, axis));
        if (x.LengthSquared() < 1e-6f)
        {
            x = MathF.Abs(axis.Z) < 0.9f ? Vector3.Cross(Vector3.UnitZ, axis) : Vector3.Cross(Vector3.UnitY, axis);
        }

        x = Vector3.Normalize(x);
        var y = Vector3.Cross(axis, x);
        return new Solid
        {
            Kind = SolidKind.RoundCone,
            Origin_m = from_m,
            Frame = Quaternion.CreateFromRotationMatrix(new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, axis.X, axis.Y, axis.Z, 0, 0, 0, 0, 1)),
            Height = length,
            RadiusFrom = radiusFrom,
            RadiusTo = radiusTo,
            Material = material,
        };
    }

    public static Solid Ellipsoid(Vector3 center_m, Vector3 radii_m, Quaternion frame, Material material) => new()
    {
        Kind = SolidKind.RoundCone,
        Origin_m = center_m,
        Frame = frame,
        Scale = radii_m,
        RadiusFrom = 1,
        RadiusTo = 1,
        Material = material,
    };

    public static Solid Box(Vector3 center_m, Vector3 halfSides_m, Quaternion frame, Material material) => new()
    {
        Kind = SolidKind.Box,
        Origin_m = center_m,
        Frame = frame,
        Scale = halfSides_m,
        Material = material,
    };

    /// <summary>A flat rectangle; its texture runs along the given sides.</summary>
    /// <param name="right_m">From the centre to the middle of one side.</param>
    /// <param name="up_m">From the centre to the middle of the next side; at right angles to <paramref name="right_m"/>.</param>
    public static Solid Panel(Vector3 center_m, Vector3 right_m, Vector3 up_m, Material material)
    {
        var x = Vector3.Normalize(right_m);
        var y = Vector3.Normalize(up_m);
        var z = Vector3.Cross(x, y);
        return new Solid
        {
            Kind = SolidKind.Panel,
            Origin_m = center_m,
            Frame = Quaternion.CreateFromRotationMatrix(new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1)),
            Scale = new Vector3(right_m.Length(), up_m.Length(), 1),
            Material = material,
        };
    }
}
