using System.Buffers.Binary;
using PoseStream.Synthesis.Cameras.Rtp;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class RtcpSenderReportTests
{
    [Theory]
    // RFC 868's example dates count from 1900 too.
    [InlineData("1970-01-01T00:00:00Z", 2_208_988_800UL << 32)]
    [InlineData("1970-01-01T00:00:00.5Z", (2_208_988_800UL << 32) | 0x80000000)]
    [InlineData("2036-02-07T06:28:16Z", 0UL)]
    public void Of_KnownTimes_AreNtpTimes(string time, ulong expected) =>
        Assert.Equal(expected, NtpTime.Of(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Write_Report_HasItsFieldsWhereTheRfcPutsThem()
    {
        var packet = new byte[RtcpSenderReport.Length];
        var time = new DateTimeOffset(2026, 11, 20, 12, 0, 0, 250, TimeSpan.Zero);

        RtcpSenderReport.Write(packet, 0xa1a2a3a4, time, 5, 6, 7);

        Assert.Equal(0, packet.Length % 4);
        Assert.Equal([0x80, 200, 0, 6, 0xa1, 0xa2, 0xa3, 0xa4], packet[..8]);
        Assert.Equal((ulong)(time - DateTimeOffset.UnixEpoch).TotalSeconds + 2_208_988_800UL, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(8)));
        Assert.Equal(0x40000000u, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(12)));
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7], packet[16..28]);
        var description = packet.AsSpan(28);
        Assert.Equal([0x81, 202], description[..2].ToArray());
        Assert.Equal(description.Length, (BinaryPrimitives.ReadUInt16BigEndian(description[2..]) + 1) * 4);
        Assert.Equal(0xa1a2a3a4, BinaryPrimitives.ReadUInt32BigEndian(description[4..]));
        Assert.Equal(1, description[8]);
        Assert.Equal("simulated-camera", System.Text.Encoding.ASCII.GetString(description.Slice(10, description[9])));
        // RFC 3550 §6.5: the list of items ends with at least one zero.
        Assert.Equal(0, description[10 + description[9]]);
    }
}
