using System.Buffers.Binary;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

/// <summary>Puts H.264 together again from RTP packets, after the text of RFC 6184 and knowing nothing of the packetizer.</summary>
internal sealed class Depacketizer
{
    private List<byte>? _fragments;

    /// <summary>NAL units of the pictures that are complete, by the marker.</summary>
    public List<List<byte[]>> Pictures { get; } = [];

    public List<uint> Times { get; } = [];

    private List<byte[]> Current { get; set; } = [];

    private int? NextSequence { get; set; }

    public void Take(ReadOnlySpan<byte> packet)
    {
        Assert.Equal(0x80, packet[0]);
        Assert.Equal(96, packet[1] & 0x7f);
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        Assert.Equal(NextSequence ?? sequence, sequence);
        NextSequence = (sequence + 1) & 0xffff;
        var payload = packet[12..];
        switch (payload[0] & 0x1f)
        {
            case 24:
                Aggregate(payload[1..]);
                break;
            case 28:
                Fragment(payload);
                break;
            case >= 1 and <= 23:
                Current.Add(payload.ToArray());
                break;
            default:
                Assert.Fail($"packet type {payload[0] & 0x1f}");
                break;
        }

        if ((packet[1] & 0x80) != 0)
        {
            Assert.Null(_fragments);
            Times.Add(BinaryPrimitives.ReadUInt32BigEndian(packet[4..]));
            Pictures.Add(Current);
            Current = [];
        }
    }

    private void Aggregate(ReadOnlySpan<byte> rest)
    {
        var before = Current.Count;
        while (!rest.IsEmpty)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(rest);
            Current.Add(rest.Slice(2, size).ToArray());
            rest = rest[(2 + size)..];
        }

        Assert.True(Current.Count - before >= 2);
    }

    private void Fragment(ReadOnlySpan<byte> payload)
    {
        var isStart = (payload[1] & 0x80) != 0;
        var isEnd = (payload[1] & 0x40) != 0;
        Assert.Equal(0, payload[1] & 0x20);
        // RFC 6184 §5.8: start and end must not be in one packet.
        Assert.False(isStart && isEnd);
        Assert.Equal(isStart, _fragments is null);
        _fragments ??= [(byte)((payload[0] & 0xe0) | (payload[1] & 0x1f))];
        _fragments.AddRange(payload[2..]);
        if (isEnd)
        {
            Current.Add([.. _fragments]);
            _fragments = null;
        }
    }
}
