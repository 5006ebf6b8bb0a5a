using System.Numerics;

namespace PoseStream.Synthesis.Motion;

/// <summary>A spot on the floor and the way one faces there.</summary>
/// <param name="Position_m">World x and y.</param>
/// <param name="Heading_rad">Anticlockwise from +x, seen from above. Not wrapped: a track that turns round twice ends at 4π.</param>
public readonly record struct FloorPlacement(Vector2 Position_m, float Heading_rad)
{
    public Quaternion Rotation => Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Heading_rad);

    public Vector3 ToWorld(Vector3 local_m) =>
        Vector3.Transform(local_m, Rotation) + new Vector3(Position_m, 0);

    /// <summary>The spot that lies at <paramref name="local"/> as seen from here.</summary>
    public FloorPlacement Then(FloorPlacement local)
    {
        var (sin, cos) = MathF.SinCos(Heading_rad);
        var p = local.Position_m;
        return new(Position_m + new Vector2((cos * p.X) - (sin * p.Y), (sin * p.X) + (cos * p.Y)), Heading_rad + local.Heading_rad);
    }

    /// <summary>The placement that, followed by this one, is the origin.</summary>
    public FloorPlacement Inverse()
    {
        var (sin, cos) = MathF.SinCos(-Heading_rad);
        var p = -Position_m;
        return new(new Vector2((cos * p.X) - (sin * p.Y), (sin * p.X) + (cos * p.Y)), -Heading_rad);
    }

    public static FloorPlacement Mix(FloorPlacement a, FloorPlacement b, float share) =>
        new(Vector2.Lerp(a.Position_m, b.Position_m, share), a.Heading_rad + ((b.Heading_rad - a.Heading_rad) * share));
}
