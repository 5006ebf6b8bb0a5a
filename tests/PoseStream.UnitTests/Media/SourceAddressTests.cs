using PoseStream.Media;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("rtsp://cam/x", "rtsp://cam/x", "Rtsp", "tcp")]
    [InlineData("RTSPS://cam/x", "RTSPS://cam/x", "RtspTls", "tcp")]
    [InlineData("https://cam/x.m3u8", "https://cam/x.m3u8", "Network", "https")]
    [InlineData("/video/a.mp4", "file:/video/a.mp4", "File", "file")]
    [InlineData("a:b.mp4", "file:a:b.mp4", "File", "file")]
    [InlineData("file:/video/a.mp4", "file:/video/a.mp4", "File", "file")]
    [InlineData("file:///video/a.mp4", "file:///video/a.mp4", "File", "file")]
    [InlineData("/dev/video0", "/dev/video0", "Device", "device")]
    [InlineData("/dev/v4l/by-id/usb-cam-index0", "/dev/v4l/by-id/usb-cam-index0", "Device", "device")]
    public void Parse_Address_TellsWhatItIs(string text, string url, string kind, string transport)
    {
        var address = SourceAddress.Parse(text);

        Assert.Equal((url, kind, transport), (address.Url, address.Kind.ToString(), address.TransportName(RtspTransport.Auto)));
        Assert.Equal(kind == "Device" ? "video4linux2" : null, address.Format);
    }

    [Theory]
    [InlineData("rtsp://cam/x", "udp")]
    [InlineData("rtsps://cam/x", "tcp")]
    public void TransportName_UdpWanted_IsUdpOnlyWithoutTls(string text, string expected) =>
        Assert.Equal(expected, SourceAddress.Parse(text).TransportName(RtspTransport.Udp));
}
