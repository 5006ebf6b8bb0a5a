namespace PoseStream.Core.Metrics.Alignment;

/// <summary>The largest eigenvalue of a symmetric 4x4 matrix by Jacobi's rotations, which find it for every matrix, also with equal eigenvalues.</summary>
internal static class SymmetricMatrix4
{
    private const int Size = 4;

    // Each sweep squares what is left beside the diagonal: a handful is enough, the rest is a guard.
    private const int MaximumSweeps = 30;

    /// <param name="matrix">16 numbers, row by row; destroyed.</param>
    /// <param name="vector">Receives the unit eigenvector, 4 numbers; any of them where the eigenvalue is not single.</param>
    public static double LargestEigenvalue(Span<double> matrix, Span<double> vector)
    {
        Span<double> vectors = stackalloc double[Size * Size];
        vectors.Clear();
        var norm = 0.0;
        for (var i = 0; i < Size; i++)
        {
            vectors[(i * Size) + i] = 1;
        }

        foreach (var value in matrix)
        {
            norm += value * value;
        }

        for (var sweep = 0; sweep < MaximumSweeps && OffDiagonal(matrix) > 1e-30 * norm; sweep++)
        {
            for (var p = 0; p < Size - 1; p++)
            {
                for (var q = p + 1; q < Size; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        var largest = 0;
        for (var i = 1; i < Size; i++)
        {
            largest = matrix[(i * Size) + i] > matrix[(largest * Size) + largest] ? i : largest;
        }

        for (var i = 0; i < Size; i++)
        {
            vector[i] = vectors[(i * Size) + largest];
        }

        return matrix[(largest * Size) + largest];
    }

    private static double OffDiagonal(ReadOnlySpan<double> matrix)
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            for (var j = i + 1; j < Size; j++)
            {
                sum += matrix[(i * Size) + j] * matrix[(i * Size) + j];
            }
        }

        return sum;
    }

    /// <summary>Makes the element at (p, q) zero.</summary>
    private static void Rotate(Span<double> matrix, Span<double> vectors, int p, int q)
    {
        var beside = matrix[(p * Size) + q];
        if (beside == 0)
        {
            return;
        }

        var ratio = (matrix[(q * Size) + q] - matrix[(p * Size) + p]) / (2 * beside);
        var tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt((ratio * ratio) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < Size; k++)
        {
            var (a, b) = (matrix[(k * Size) + p], matrix[(k * Size) + q]);
            matrix[(k * Size) + p] = (cosine * a) - (sine * b);
            matrix[(k * Size) + q] = (sine * a) + (cosine * b);
        }

        for (var k = 0; k < Size; k++)
        {
            var (a, b) = (matrix[(p * Size) + k], matrix[(q * Size) + k]);
            matrix[(p * Size) + k] = (cosine * a) - (sine * b);
            matrix[(q * Size) + k] = (sine * a) + (cosine * b);
            var (c, d) = (vectors[(k * Size) + p], vectors[(k * Size) + q]);
            vectors[(k * Size) + p] = (cosine * c) - (sine * d);
            vectors[(k * Size) + q] = (sine * c) + (cosine * d);
        }
    }
}
