using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>How far a solid reaches on the plane z = 1 before the camera, exactly for balls and ellipsoids.</summary>
internal static class SolidBounds
{
    public const float Nearest_m = 0.05f;

    /// <summary>In normalised coordinates (x/z, y/z); infinite where the solid reaches beside the eye, null when it is all behind it.</summary>
    public static BoundingBox? Of(in Solid solid, Quaternion toCamera, Vector3 cameraPosition)
    {
        var center = Vector3.Transform(solid.Origin_m - cameraPosition, toCamera);
        var frame = toCamera * solid.Frame;
        var x = Vector3.Transform(new Vector3(solid.Scale.X, 0, 0), frame);
        var y = Vector3.Transform(new Vector3(0, solid.Scale.Y, 0), frame);
        var z = Vector3.Transform(new Vector3(0, 0, solid.Scale.Z), frame);
        if (solid.Kind == SolidKind.RoundCone)
        {
            var from = OfBall(center, x * solid.RadiusFrom, y * solid.RadiusFrom, z * solid.RadiusFrom);
            return solid.Height > 0
                ? Union(from, OfBall(center + (z * solid.Height), x * solid.RadiusTo, y * solid.RadiusTo, z * solid.RadiusTo))
                : from;
        }

        return OfCorners(center, x, y, solid.Kind == SolidKind.Box ? z : Vector3.Zero);
    }

    private static BoundingBox? OfBall(Vector3 center, Vector3 x, Vector3 y, Vector3 z)
    {
        var deep = new Vector3(x.Z, y.Z, z.Z);
        if (center.Z + deep.Length() < Nearest_m)
        {
            return null;
        }

        if (center.Z - deep.Length() < Nearest_m)
        {
            return Everything;
        }

        var (left, right) = Tangents(center.X, center.Z, new Vector3(x.X, y.X, z.X), deep);
        var (top, bottom) = Tangents(center.Y, center.Z, new Vector3(x.Y, y.Y, z.Y), deep);
        return new BoundingBox(left, top, right, bottom);
    }

    private static BoundingBox Everything { get; } =
        new(float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.PositiveInfinity);

    /// <summary>The planes through the eye that touch: (c - s cz)² = |side - s deep|², solved for the slope s.</summary>
    private static (float Low, float High) Tangents(float across, float depth, Vector3 side, Vector3 deep)
    {
        var a = (depth * depth) - deep.LengthSquared();
        var b = (across * depth) - Vector3.Dot(side, deep);
        var c = (across * across) - side.LengthSquared();
        var root = MathF.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return ((b - root) / a, (b + root) / a);
    }

    private static BoundingBox? OfCorners(Vector3 center, Vector3 x, Vector3 y, Vector3 z)
    {
        var box = new BoundingBox(float.PositiveInfinity, float.PositiveInfinity, float.NegativeInfinity, float.NegativeInfinity);
        var behind = 0;
        for (var i = 0; i < 8; i++)
        {
            var corner = center + ((i & 1) == 0 ? x : -x) + ((i & 2) == 0 ? y : -y) + ((i & 4) == 0 ? z : -z);
            if (corner.Z < Nearest_m)
            {
                behind++;
                continue;
            }

            var at = new Vector2(corner.X, corner.Y) / corner.Z;
            box = new BoundingBox(Math.Min(box.X1, at.X), Math.Min(box.Y1, at.Y), Math.Max(box.X2, at.X), Math.Max(box.Y2, at.Y));
        }

        return behind switch { 0 => box, 8 => null, _ => Everything };
    }

    public static BoundingBox? Union(BoundingBox? a, BoundingBox? b) => (a, b) switch
    {
        ({ } p, { } q) => new BoundingBox(Math.Min(p.X1, q.X1), Math.Min(p.Y1, q.Y1), Math.Max(p.X2, q.X2), Math.Max(p.Y2, q.Y2)),
        // A cone with one end behind the eye passes it.
        (null, null) => null,
        _ => Everything,
    };
}
