using System.Numerics;

namespace PoseStream.Core.Kinematics;

/// <summary>The axes of a body segment in the ground, as OpenSim lays them: forward, up (towards the head) and to the person's right when standing.</summary>
internal readonly record struct SegmentFrame(Vector3 X, Vector3 Y, Vector3 Z)
{
    public static readonly SegmentFrame Ground = new(Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ);

    public bool IsKnown => float.IsFinite(X.X);

    /// <summary>Z as given, Y as near to the given as it can be. NaN where the two are one line or absent.</summary>
    public static SegmentFrame FromZ(Vector3 z, Vector3 y)
    {
        var right = Vector3.Normalize(z);
        var forward = Vector3.Normalize(Vector3.Cross(y, right));
        return new SegmentFrame(forward, Vector3.Cross(right, forward), right);
    }

    /// <summary>Y as given, Z as near to the given as it can be.</summary>
    public static SegmentFrame FromY(Vector3 y, Vector3 z)
    {
        var up = Vector3.Normalize(y);
        var forward = Vector3.Normalize(Vector3.Cross(up, z));
        return new SegmentFrame(forward, up, Vector3.Cross(forward, up));
    }

    /// <summary>A direction of the ground in this frame.</summary>
    public Vector3 Local(Vector3 ground) => new(Vector3.Dot(X, ground), Vector3.Dot(Y, ground), Vector3.Dot(Z, ground));

    /// <summary>Angles (a, b, c) of <paramref name="child"/> in this frame with R = Rz(a)·Rx(b)·Ry(c), radians.</summary>
    public (float AboutZ, float AboutX, float AboutY) To(in SegmentFrame child)
    {
        var (x, y, z) = (Local(child.X), Local(child.Y), Local(child.Z));
        // The middle column is Rz·Rx·(0, 1, 0) = (-sin a cos b, cos a cos b, sin b); the last row ends (-cos b sin c, sin b, cos b cos c).
        return (MathF.Atan2(-y.X, y.Y), MathF.Asin(Math.Clamp(y.Z, -1, 1)), MathF.Atan2(-x.Z, z.Z));
    }
}
