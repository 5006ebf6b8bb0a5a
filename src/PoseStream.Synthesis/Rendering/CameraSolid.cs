using System.Numerics;

namespace PoseStream.Synthesis.Rendering;

/// <summary>A solid as one camera sees it: a ray through (x, y, 1) is Eye + t (X x + Y y + Z) in local coordinates, and t is the depth.</summary>
internal struct CameraSolid
{
    public SolidKind Kind;
    public Vector3 Eye;
    public Vector3 X;
    public Vector3 Y;
    public Vector3 Z;
    public float Height;
    public float RadiusFrom;
    public float RadiusTo;
    public float Slope;
    public float CosineSquared;
    public bool Clipped;
    public Vector3 ClipNormal;
    public float ClipFrom;
    public float ClipTo;

    /// <summary>Of a panel, in camera axes, length 1.</summary>
    public Vector3 FlatNormal;

    /// <summary>The person's bit in the silhouettes; 0 for things.</summary>
    public int SilhouetteBit;

    /// <summary>Where it can be, in samples, inclusive; empty when MinX > MaxX.</summary>
    public int MinX;
    public int MaxX;
    public int MinY;
    public int MaxY;

    public static CameraSolid Prepare(in Solid solid, Quaternion toCamera, Vector3 cameraPosition)
    {
        var toLocal = Quaternion.Conjugate(solid.Frame);
        var fromCamera = toLocal * Quaternion.Conjugate(toCamera);
        var shrink = Vector3.One / solid.Scale;
        var prepared = new CameraSolid
        {
            Kind = solid.Kind,
            Eye = Vector3.Transform(cameraPosition - solid.Origin_m, toLocal) * shrink,
            X = Vector3.Transform(Vector3.UnitX, fromCamera) * shrink,
            Y = Vector3.Transform(Vector3.UnitY, fromCamera) * shrink,
            Z = Vector3.Transform(Vector3.UnitZ, fromCamera) * shrink,
            Height = solid.Height,
            RadiusFrom = solid.RadiusFrom,
            RadiusTo = solid.RadiusTo,
            Clipped = solid.ClipNormal != Vector3.Zero,
            ClipNormal = solid.ClipNormal,
            ClipFrom = solid.ClipFrom,
            ClipTo = solid.ClipTo,
            SilhouetteBit = solid.Owner == Solid.Nobody ? 0 : 1 << solid.Owner,
        };
        if (solid.Kind == SolidKind.Panel)
        {
            prepared.FlatNormal = Vector3.Normalize(new Vector3(prepared.X.Z, prepared.Y.Z, prepared.Z.Z));
        }

        if (solid.Kind == SolidKind.RoundCone && solid.Height > 0)
        {
            // Where one ball swallows the other no cone joins them: the larger ball is all there is.
            var slope = (solid.RadiusFrom - solid.RadiusTo) / solid.Height;
            prepared.Slope = slope;
            prepared.CosineSquared = 1 - (slope * slope);
            if (prepared.CosineSquared <= 1e-4f)
            {
                prepared.Eye.Z -= solid.RadiusTo > solid.RadiusFrom ? solid.Height : 0;
                prepared.RadiusFrom = Math.Max(solid.RadiusFrom, solid.RadiusTo);
                prepared.RadiusTo = prepared.RadiusFrom;
                prepared.Height = 0;
            }
        }

        return prepared;
    }

    public readonly Vector3 Along(float x, float y) => (X * x) + (Y * y) + Z;

    /// <summary>Outward normal in camera axes, length 1, at a local point on the surface.</summary>
    public readonly Vector3 NormalAt(Vector3 local)
    {
        Vector3 normal;
        switch (Kind)
        {
            case SolidKind.RoundCone when Height > 0:
                var radial = MathF.Sqrt((local.X * local.X) + (local.Y * local.Y));
                var foot = Math.Clamp(local.Z - (radial * Slope / MathF.Sqrt(CosineSquared)), 0, Height);
                normal = new Vector3(local.X, local.Y, local.Z - foot);
                break;
            case SolidKind.RoundCone:
                normal = local;
                break;
            case SolidKind.Box:
                var size = Vector3.Abs(local);
                normal = size.X > size.Y && size.X > size.Z ? new Vector3(local.X, 0, 0) : size.Y > size.Z ? new Vector3(0, local.Y, 0) : new Vector3(0, 0, local.Z);
                break;
            default:
                return FlatNormal;
        }

        return Vector3.Normalize(new Vector3(Vector3.Dot(X, normal), Vector3.Dot(Y, normal), Vector3.Dot(Z, normal)));
    }
}
