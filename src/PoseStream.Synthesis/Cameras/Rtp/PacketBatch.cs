using System.Buffers.Binary;

namespace PoseStream.Synthesis.Cameras.Rtp;

/// <summary>
/// The packets of one picture in one growing buffer. Before each lies room for the four bytes by which RTSP carries packets within its own connection
/// (RFC 2326 §10.12), so that one write takes them all.
/// </summary>
internal sealed class PacketBatch
{
    private const int PrefixLength = 4;
    private readonly List<(int Start, int Length)> _packets = [];
    private byte[] _bytes = new byte[16 * 1024];
    private int _end;

    public int Count => _packets.Count;

    public ReadOnlyMemory<byte> this[int index] => _bytes.AsMemory(_packets[index].Start, _packets[index].Length);

    public void Clear()
    {
        _packets.Clear();
        _end = 0;
    }

    /// <summary>Room for one more packet, to be filled before the next is added.</summary>
    public Span<byte> Add(int length)
    {
        var start = _end + PrefixLength;
        _end = start + length;
        if (_end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_end, 2 * _bytes.Length));
        }

        _packets.Add((start, length));
        return _bytes.AsSpan(start, length);
    }

    /// <summary>All of them, each with its prefix.</summary>
    public ReadOnlyMemory<byte> Interleaved(byte channel)
    {
        foreach (var (start, length) in _packets)
        {
            var prefix = _bytes.AsSpan(start - PrefixLength, PrefixLength);
            prefix[0] = (byte)'$';
            prefix[1] = channel;
            BinaryPrimitives.WriteUInt16BigEndian(prefix[2..], checked((ushort)length));
        }

        return _bytes.AsMemory(0, _end);
    }
}
