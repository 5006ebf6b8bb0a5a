using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PoseStream.Core.Video;

/// <summary>Boxes within boxes (ISO/IEC 14496-12 §4.2), most significant byte first, in memory.</summary>
internal sealed class Mp4Boxes
{
    /// <summary>Of a box's length and name.</summary>
    public const int HeaderBytes = 8;

    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    /// <param name="name">Four letters.</param>
    public void Box(string name, Action writeContents)
    {
        var start = _bytes.Count;
        Number32(0);
        Text(name);
        writeContents();
        BinaryPrimitives.WriteInt32BigEndian(CollectionsMarshal.AsSpan(_bytes)[start..], _bytes.Count - start);
    }

    /// <summary>One with a version, which is 0 here, and flags.</summary>
    public void FullBox(string name, uint flags, Action writeContents) => Box(name, () =>
    {
        Number32(flags);
        writeContents();
    });

    /// <summary>ASCII, without an end.</summary>
    public void Text(string text) => _bytes.AddRange(Encoding.ASCII.GetBytes(text));

    public void Bytes(params ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public void Zeros(int count) => _bytes.AddRange(new byte[count]);

    public void Number16(int value) => Bytes((byte)(value >> 8), (byte)value);

    public void Number32(uint value)
    {
        Number16((int)(value >> 16));
        Number16((int)(value & 0xffff));
    }

    public void WriteTo(Stream stream) => stream.Write(CollectionsMarshal.AsSpan(_bytes));
}
