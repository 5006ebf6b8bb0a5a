using System.Buffers.Binary;

namespace PoseStream.Synthesis.Cameras.Rtp;

/// <summary>Tells receivers which wall clock time a time stamp stands for: a sender report with the source description that must go with it (RFC 3550 §6.4.1, §6.5).</summary>
internal static class RtcpSenderReport
{
    private const byte Version2 = 0x80;
    private const byte SenderReportType = 200;
    private const byte SourceDescriptionType = 202;
    private const byte CanonicalNameItem = 1;
    private const int ReportLength = 28;
    private const int WordLength = 4;

    private static ReadOnlySpan<byte> Name => "simulated-camera"u8;

    // Two words, the item's two bytes, its text, and at least one zero up to the word's end.
    private static int DescriptionLength => (8 + 2 + Name.Length + WordLength) / WordLength * WordLength;

    public static int Length => ReportLength + DescriptionLength;

    /// <param name="packet">At least <see cref="Length"/> bytes; all of those are written.</param>
    /// <param name="wallTime">The sender's wall clock at <paramref name="rtpTime"/>.</param>
    public static void Write(Span<byte> packet, uint source, DateTimeOffset wallTime, uint rtpTime, uint packets, uint octets)
    {
        packet = packet[..Length];
        packet.Clear();
        WriteHeader(packet, 0, SenderReportType, ReportLength, source);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], NtpTime.Of(wallTime));
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], rtpTime);
        BinaryPrimitives.WriteUInt32BigEndian(packet[20..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(packet[24..], octets);

        var description = packet[ReportLength..];
        WriteHeader(description, 1, SourceDescriptionType, DescriptionLength, source);
        description[8] = CanonicalNameItem;
        description[9] = (byte)Name.Length;
        Name.CopyTo(description[10..]);
    }

    private static void WriteHeader(Span<byte> packet, int count, byte type, int length, uint source)
    {
        packet[0] = (byte)(Version2 | count);
        packet[1] = type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)((length / WordLength) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], source);
    }
}
