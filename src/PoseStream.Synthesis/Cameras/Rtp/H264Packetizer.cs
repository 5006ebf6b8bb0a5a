using System.Buffers.Binary;
using PoseStream.Core.Video;

namespace PoseStream.Synthesis.Cameras.Rtp;

/// <summary>
/// Cuts pictures into RTP packets (RFC 3550 §5.1) of H.264 in the non-interleaved mode (RFC 6184 §6.3): neighbours that fit are joined (STAP-A), what is too
/// large is divided (FU-A), the rest goes as it is. Counts what it made, for sender reports.
/// </summary>
internal sealed class H264Packetizer(uint source, ushort firstSequence)
{
    public const int PayloadType = 96;
    public const int MaxPacketLength = 1400;
    public const int HeaderLength = 12;
    private const int MaxPayloadLength = MaxPacketLength - HeaderLength;
    private const int SizeLength = 2;
    private const int FragmentHeaderLength = 2;
    private const byte Version2 = 0x80;
    private const byte Marker = 0x80;
    private const byte ForbiddenBit = 0x80;
    private const byte ImportanceBits = 0x60;
    private const byte TypeBits = 0x1f;
    private const byte FragmentStart = 0x80;
    private const byte FragmentEnd = 0x40;

    public uint Source => source;

    /// <summary>Of the next packet.</summary>
    public ushort Sequence { get; private set; } = firstSequence;

    /// <summary>Modulo 2³², as reports count.</summary>
    public uint Packets { get; private set; }

    /// <summary>Payload only, modulo 2³².</summary>
    public uint Octets { get; private set; }

    /// <summary>Appends the packets of one picture; the last has the marker.</summary>
    public void Packetize(AccessUnit unit, uint rtpTime, PacketBatch batch)
    {
        var units = unit.NalUnits;
        for (var at = 0; at < units.Count;)
        {
            var together = CountThatFit(units, at);
            var isLast = at + Math.Max(together, 1) == units.Count;
            switch (together)
            {
                case 0:
                    Divide(units[at].Span, rtpTime, isLast, batch);
                    break;
                case 1:
                    units[at].Span.CopyTo(Add(units[at].Length, rtpTime, isLast, batch));
                    break;
                default:
                    Join(units, at, together, rtpTime, isLast, batch);
                    break;
            }

            at += Math.Max(together, 1);
        }
    }

    /// <summary>How many units from here on fit into one packet; 0 = not even one.</summary>
    private static int CountThatFit(IReadOnlyList<ReadOnlyMemory<byte>> units, int from)
    {
        if (units[from].Length > MaxPayloadLength)
        {
            return 0;
        }

        var count = 0;
        for (var length = 1; from + count < units.Count; count++)
        {
            length += SizeLength + units[from + count].Length;
            if (length > MaxPayloadLength)
            {
                break;
            }
        }

        return Math.Max(count, 1);
    }

    private void Join(IReadOnlyList<ReadOnlyMemory<byte>> units, int from, int count, uint rtpTime, bool isLast, PacketBatch batch)
    {
        var length = 1;
        byte importance = 0;
        byte forbidden = 0;
        for (var i = from; i < from + count; i++)
        {
            length += SizeLength + units[i].Length;
            var header = units[i].Span[0];
            importance = Math.Max(importance, (byte)(header & ImportanceBits));
            forbidden |= (byte)(header & ForbiddenBit);
        }

        var payload = Add(length, rtpTime, isLast, batch);
        payload[0] = (byte)(forbidden | importance | (byte)NalUnitType.SingleTimeAggregation);
        payload = payload[1..];
        for (var i = from; i < from + count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)units[i].Length);
            units[i].Span.CopyTo(payload[SizeLength..]);
            payload = payload[(SizeLength + units[i].Length)..];
        }
    }

    private void Divide(ReadOnlySpan<byte> unit, uint rtpTime, bool isLast, PacketBatch batch)
    {
        var header = unit[0];
        var rest = unit[1..];
        var flag = FragmentStart;
        while (!rest.IsEmpty)
        {
            var length = Math.Min(rest.Length, MaxPayloadLength - FragmentHeaderLength);
            var isEnd = length == rest.Length;
            var payload = Add(FragmentHeaderLength + length, rtpTime, isLast && isEnd, batch);
            payload[0] = (byte)((header & ~TypeBits) | (byte)NalUnitType.Fragment);
            payload[1] = (byte)((header & TypeBits) | flag | (isEnd ? FragmentEnd : 0));
            rest[..length].CopyTo(payload[FragmentHeaderLength..]);
            rest = rest[length..];
            flag = 0;
        }
    }

    private Span<byte> Add(int payloadLength, uint rtpTime, bool hasMarker, PacketBatch batch)
    {
        var packet = batch.Add(HeaderLength + payloadLength);
        packet[0] = Version2;
        packet[1] = (byte)(PayloadType | (hasMarker ? Marker : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], rtpTime);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], source);
        unchecked
        {
            Sequence++;
            Packets++;
            Octets += (uint)payloadLength;
        }

        return packet[HeaderLength..];
    }
}
