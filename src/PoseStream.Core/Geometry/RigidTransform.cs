using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>
/// A rotation and then a shift, in metres. The rotation is a unit quaternion, so that it can never mirror: its determinant is +1 whatever it was made of.
/// </summary>
public sealed record RigidTransform
{
    // Calibration files round their numbers; what differs more is no rotation.
    private const double Orthonormality = 0.01;

    /// <param name="rotation">Need not be normalised.</param>
    /// <exception cref="ArgumentException">Something is not finite, or the quaternion has no length.</exception>
    public RigidTransform(Quaternion rotation, Vector3 translation_m)
    {
        if (!(rotation.LengthSquared() > 1e-12f && float.IsFinite(rotation.LengthSquared()) && float.IsFinite(translation_m.LengthSquared())))
        {
            throw new ArgumentException("a rotation must have a length and all numbers must be finite", nameof(rotation));
        }

        Rotation = Quaternion.Normalize(rotation);
        Translation_m = translation_m;
    }

    public static RigidTransform Identity { get; } = new(Quaternion.Identity, Vector3.Zero);

    public Quaternion Rotation { get; }

    public Vector3 Translation_m { get; }

    /// <summary>x' = R x + t.</summary>
    /// <param name="rows">R, row by row; nine numbers.</param>
    /// <exception cref="ArgumentException">It is no rotation: it mirrors, stretches or shears. The message is one line.</exception>
    public static RigidTransform FromMatrix(ReadOnlySpan<double> rows, Vector3 translation_m)
    {
        for (var i = 0; i < 3; i++)
        {
            for (var j = i; j < 3; j++)
            {
                var product = (rows[3 * i] * rows[3 * j]) + (rows[(3 * i) + 1] * rows[(3 * j) + 1]) + (rows[(3 * i) + 2] * rows[(3 * j) + 2]);
                if (!(Math.Abs(product - (i == j ? 1 : 0)) < Orthonormality))
                {
                    throw new ArgumentException("is no rotation: its rows must have length 1 and be at right angles");
                }
            }
        }

        var determinant = (rows[0] * ((rows[4] * rows[8]) - (rows[5] * rows[7])))
            - (rows[1] * ((rows[3] * rows[8]) - (rows[5] * rows[6]))) + (rows[2] * ((rows[3] * rows[7]) - (rows[4] * rows[6])));
        return determinant > 0
            ? new RigidTransform(QuaternionOf(rows), translation_m)
            : throw new ArgumentException("mirrors: its determinant is -1, that of a rotation is +1");
    }

    /// <summary>x' = R x + t, with R as OpenCV's Rodrigues vector: the axis times the angle in radians.</summary>
    public static RigidTransform FromRotationVector(Vector3 rotation_rad, Vector3 translation_m)
    {
        var angle = rotation_rad.Length();
        return new RigidTransform(angle < 1e-9f ? Quaternion.Identity : Quaternion.CreateFromAxisAngle(rotation_rad / angle, angle), translation_m);
    }

    public Vector3 Apply(Vector3 point_m) => Vector3.Transform(point_m, Rotation) + Translation_m;

    /// <summary>The rotation alone, for directions.</summary>
    public Vector3 Turn(Vector3 direction) => Vector3.Transform(direction, Rotation);

    public RigidTransform Inverse()
    {
        var back = Quaternion.Conjugate(Rotation);
        return new RigidTransform(back, -Vector3.Transform(Translation_m, back));
    }

    /// <summary>First <paramref name="first"/>, then this.</summary>
    public RigidTransform After(RigidTransform first) => new(Rotation * first.Rotation, Apply(first.Translation_m));

    private static Quaternion QuaternionOf(ReadOnlySpan<double> m)
    {
        // Each component can be had from the diagonal; the largest loses no digits.
        ReadOnlySpan<double> fours = [1 + m[0] - m[4] - m[8], 1 - m[0] + m[4] - m[8], 1 - m[0] - m[4] + m[8], 1 + m[0] + m[4] + m[8]];
        var largest = 0;
        for (var i = 1; i < 4; i++)
        {
            largest = fours[i] > fours[largest] ? i : largest;
        }

        var (xy, xz, yz) = (m[1] + m[3], m[2] + m[6], m[5] + m[7]);
        var (wx, wy, wz) = (m[7] - m[5], m[2] - m[6], m[3] - m[1]);
        var (x, y, z, w) = largest switch
        {
            0 => (fours[0], xy, xz, wx),
            1 => (xy, fours[1], yz, wy),
            2 => (xz, yz, fours[2], wz),
            _ => (wx, wy, wz, fours[3]),
        };
        var length = Math.Sqrt((x * x) + (y * y) + (z * z) + (w * w));
        return new Quaternion((float)(x / length), (float)(y / length), (float)(z / length), (float)(w / length));
    }
}
