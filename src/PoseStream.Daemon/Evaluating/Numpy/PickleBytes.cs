using System.Buffers.Binary;
using System.Text;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>A pickle's bytes, from front to back. Beyond the end: <see cref="ArgumentOutOfRangeException"/>.</summary>
internal sealed class PickleBytes(ReadOnlyMemory<byte> data)
{
    private int _at;

    public byte Byte() => Take(1)[0];

    /// <summary>Four bytes, as lengths are written.</summary>
    public int Length() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Eight bytes, as the lengths of large things are written.</summary>
    /// <exception cref="OverflowException">More than can be held.</exception>
    public int LongLength() => checked((int)BinaryPrimitives.ReadInt64LittleEndian(Take(8)));

    /// <summary>Little-endian, with its sign in the last byte.</summary>
    /// <exception cref="FormatException">More than 8 bytes.</exception>
    public long Integer(int count)
    {
        if (count > 8)
        {
            throw new FormatException($"holds a pickle with a number of {count} bytes");
        }

        var value = 0L;
        var bytes = Take(count);
        for (var i = 0; i < count; i++)
        {
            value |= (i == count - 1 ? (long)(sbyte)bytes[i] : bytes[i]) << (8 * i);
        }

        return value;
    }

    public string Line()
    {
        var rest = data.Span[_at..];
        var text = Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'\n')]);
        _at += text.Length + 1;
        return text;
    }

    public string Text(int count) => Encoding.UTF8.GetString(Take(count));

    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = data.Span.Slice(_at, count);
        _at += count;
        return taken;
    }
}
