using System.Buffers.Binary;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>NumPy's element types, as far as poses are written in them.</summary>
internal static class NpyData
{
    /// <param name="type">NumPy's word, little-endian: "f4", "&lt;f8", "&lt;i4".</param>
    /// <param name="columnMajor">Fortran's order: the first index is the fastest in <paramref name="bytes"/>.</param>
    /// <exception cref="FormatException">Another type, or too few bytes.</exception>
    public static NpyArray Read(string type, IReadOnlyList<int> shape, bool columnMajor, ReadOnlySpan<byte> bytes)
    {
        var count = shape.Aggregate(1L, (product, length) => checked(product * length));
        var kind = type.TrimStart('<', '=', '|');
        var size = kind switch
        {
            "f2" => 2,
            "f4" or "i4" or "u4" => 4,
            "f8" or "i8" or "u8" => 8,
            _ => throw new FormatException($"elements of type {type} cannot be read; write f4, f8, i4 or i8"),
        };
        if (count * size > bytes.Length)
        {
            throw new FormatException($"{bytes.Length} bytes are too few for {count} elements of type {type}");
        }

        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes[(i * size)..];
            values[i] = kind switch
            {
                "f2" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(element),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(element),
                "i8" => BinaryPrimitives.ReadInt64LittleEndian(element),
                "u8" => BinaryPrimitives.ReadUInt64LittleEndian(element),
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
