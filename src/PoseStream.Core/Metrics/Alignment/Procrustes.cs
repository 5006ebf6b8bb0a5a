using System.Numerics;

namespace PoseStream.Core.Metrics.Alignment;

/// <summary>
/// The rotation, translation and, if wanted, scale that bring points nearest to others in the sense of least squares. By Horn's quaternions
/// (1987), which give Umeyama's solution with a proper rotation enforced, and need no special case: a quaternion cannot reflect.
/// </summary>
public static class Procrustes
{
    /// <param name="from_m">Points to be moved; those that are not finite, here or in <paramref name="to_m"/>, are left out.</param>
    /// <param name="to_m">Their counterparts, in the same order.</param>
    /// <param name="scale">False: rigid, the scale is 1.</param>
    /// <returns>
    /// Null without any pair. One pair: only a translation. Pairs on a line: the best of the rotations, of which there are many, all equally near.
    /// The scale is never negative; it is 1 where all points to be moved are one.
    /// </returns>
    public static SimilarityTransform? Fit(ReadOnlySpan<Vector3> from_m, ReadOnlySpan<Vector3> to_m, bool scale)
    {
        var (fromX, fromY, fromZ, toX, toY, toZ, count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0);
        for (var i = 0; i < from_m.Length; i++)
        {
            if (IsPair(from_m[i], to_m[i]))
            {
                (fromX, fromY, fromZ) = (fromX + from_m[i].X, fromY + from_m[i].Y, fromZ + from_m[i].Z);
                (toX, toY, toZ) = (toX + to_m[i].X, toY + to_m[i].Y, toZ + to_m[i].Z);
                count++;
            }
        }

        if (count == 0)
        {
            return null;
        }

        var from = new Vector3((float)(fromX / count), (float)(fromY / count), (float)(fromZ / count));
        var to = new Vector3((float)(toX / count), (float)(toY / count), (float)(toZ / count));
        Span<double> products = stackalloc double[9];
        products.Clear();
        var spread = 0.0;
        for (var i = 0; i < from_m.Length; i++)
        {
            if (IsPair(from_m[i], to_m[i]))
            {
                var (a, b) = (from_m[i] - from, to_m[i] - to);
                spread += Vector3.Dot(a, a);
                Add(products, a, b);
            }
        }

        var (rotation, agreement) = Rotate(products);
        var factor = scale && spread > 0 ? Math.Max(0, agreement / spread) : 1;
        return new SimilarityTransform((float)factor, rotation, from, to);
    }

    internal static bool IsPair(Vector3 a, Vector3 b) => float.IsFinite(a.X + a.Y + a.Z + b.X + b.Y + b.Z);

    private static void Add(Span<double> products, Vector3 a, Vector3 b)
    {
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                products[(row * 3) + column] += (double)a[row] * b[column];
            }
        }
    }

    /// <returns>The rotation, and the sum of products of the turned points with their counterparts, which it makes as large as can be.</returns>
    private static (Quaternion Rotation, double Agreement) Rotate(ReadOnlySpan<double> s)
    {
        var (xx, xy, xz, yx, yy, yz, zx, zy, zz) = (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8]);
        Span<double> matrix =
        [
            xx + yy + zz, yz - zy, zx - xz, xy - yx,
            yz - zy, xx - yy - zz, xy + yx, zx + xz,
            zx - xz, xy + yx, yy - xx - zz, yz + zy,
            xy - yx, zx + xz, yz + zy, zz - xx - yy,
        ];
        Span<double> wxyz = stackalloc double[4];
        var agreement = SymmetricMatrix4.LargestEigenvalue(matrix, wxyz);
        return (new Quaternion((float)wxyz[1], (float)wxyz[2], (float)wxyz[3], (float)wxyz[0]), agreement);
    }
}
