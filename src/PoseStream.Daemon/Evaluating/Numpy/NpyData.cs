using System.Buffers.Binary;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>NumPy's element types, as far as poses are written in them.</summary>
internal static class NpyData
{
    /// <param name="type">NumPy's word, little-endian: "f4", "&lt;f8", "&lt;f2".</param>
    /// <param name="columnMajor">Fortran's order: the first index is the fastest in <paramref name="bytes"/>.</param>
    /// <exception cref="FormatException">Another type, or too few bytes.</exception>
    public static NpyArray Read(string type, IReadOnlyList<int> shape, bool columnMajor, ReadOnlySpan<byte> bytes)
    {
        var count = shape.Aggregate(1L, (product, length) => checked(product * length));
        var size = type.TrimStart('<', '=', '|') switch
        {
            "f2" => 2,
            "f4" => 4,
            "f8" => 8,
            _ => throw new FormatException($"elements of type {type} cannot be read; write f4 or f8"),
        };
        if (count * size > bytes.Length)
        {
            throw new FormatException($"{bytes.Length} bytes are too few for {count} elements of type {type}");
        }

        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes[(i * size)..];
            values[i] = size switch
            {
                2 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                4 => BinaryPrimitives.ReadSingleLittleEndian(element),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
            };
        }

        return new NpyArray(shape, columnMajor ? RowMajor(values, shape) : values);
    }

    private static float[] RowMajor(float[] values, IReadOnlyList<int> shape)
    {
        var turned = new float[values.Length];
        for (var i = 0; i < turned.Length; i++)
        {
            var (rest, at, stride) = (i, 0, values.Length);
            for (var axis = shape.Count - 1; axis >= 0; axis--)
            {
                stride /= shape[axis];
                at += rest % shape[axis] * stride;
                rest /= shape[axis];
            }

            turned[i] = values[at];
        }

        return turned;
    }
}
