using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>The covariance of a point: the upper half of a symmetric 3x3 matrix, squared metres in the axes of the point.</summary>
public readonly record struct Covariance3(float Xx, float Xy, float Xz, float Yy, float Yz, float Zz)
{
    /// <summary>Of the same point where it may besides be off by as much as <paramref name="offset_m"/>, one way or the other.</summary>
    public Covariance3 With(Vector3 offset_m) => new(
        Xx + (offset_m.X * offset_m.X),
        Xy + (offset_m.X * offset_m.Y),
        Xz + (offset_m.X * offset_m.Z),
        Yy + (offset_m.Y * offset_m.Y),
        Yz + (offset_m.Y * offset_m.Z),
        Zz + (offset_m.Z * offset_m.Z));

    /// <summary>How far off a point is, squared, in standard deviations: below 7.815 for 95 % of true errors.</summary>
    public double SquaredDistance(Vector3 error)
    {
        double xx = Xx, xy = Xy, xz = Xz, yy = Yy, yz = Yz, zz = Zz;
        var (a, b, c) = ((yy * zz) - (yz * yz), (xz * yz) - (xy * zz), (xy * yz) - (xz * yy));
        var (d, e, f) = ((xx * zz) - (xz * xz), (xy * xz) - (xx * yz), (xx * yy) - (xy * xy));
        var determinant = (xx * a) + (xy * b) + (xz * c);
        double x = error.X, y = error.Y, z = error.Z;
        return ((a * x * x) + (d * y * y) + (f * z * z) + (2 * ((b * x * y) + (c * x * z) + (e * y * z)))) / determinant;
    }
}
