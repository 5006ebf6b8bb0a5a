using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras.Rtsp;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class RtspWordingTests
{
    [Theory]
    [InlineData("RTP/AVP/TCP;unicast;interleaved=2-3", true, 2, 3)]
    [InlineData("RTP/AVP/TCP;unicast;interleaved=4", true, 4, 5)]
    [InlineData("RTP/AVP;unicast;client_port=5000-5001;mode=\"PLAY\"", false, 5000, 5001)]
    [InlineData("rtp/avp/udp; unicast; client_port=5000-5001", false, 5000, 5001)]
    [InlineData("RTP/AVP;multicast,RTP/SAVP;unicast;client_port=1-2,RTP/AVP/TCP;interleaved=0-1", true, 0, 1)]
    public void Parse_Transport_TakesTheFirstThatCanBeServed(string header, bool interleaved, int media, int control) =>
        Assert.Equal(new TransportChoice(interleaved, media, control), TransportChoice.Parse(header));

    [Theory]
    [InlineData("")]
    [InlineData("RTP/AVP")]
    [InlineData("RTP/AVP;multicast;client_port=5000-5001")]
    [InlineData("RTP/AVP;client_port=65535")]
    [InlineData("RTP/AVP;client_port=70000-70001")]
    [InlineData("RTP/AVP;client_port=1-2-3")]
    [InlineData("RTP/AVP/TCP;interleaved=256-257")]
    [InlineData("RTP/AVP/TCP;interleaved=a-b")]
    [InlineData("RTP/SAVP;unicast;client_port=5000-5001")]
    public void Parse_TransportOfNoUse_IsNone(string header) => Assert.Null(TransportChoice.Parse(header));

    [Fact]
    public void Build_ParameterSets_StandInTheDescription()
    {
        var sdp = SdpBuilder.Build(new ParameterSets(new byte[] { 0x67, 0x42, 0xc0, 0x1e, 0xff }, new byte[] { 0x68, 0xce }));

        var lines = sdp.Split("\r\n");
        Assert.Equal("v=0", lines[0]);
        Assert.Equal("", lines[^1]);
        Assert.Contains("m=video 0 RTP/AVP 96", lines);
        Assert.Contains("a=rtpmap:96 H264/90000", lines);
        Assert.Contains("a=fmtp:96 packetization-mode=1;profile-level-id=42C01E;sprop-parameter-sets=Z0LAHv8=,aM4=", lines);
        Assert.Contains("a=control:track1", lines);
        Assert.DoesNotContain(lines[..^1], string.IsNullOrEmpty);
    }

    [Fact]
    public void ToBytes_Body_IsCountedInBytes()
    {
        var text = System.Text.Encoding.UTF8.GetString((RtspResponse.Ok with { Body = "é" }).With("A", "b").ToBytes(3));

        Assert.StartsWith("RTSP/1.0 200 OK\r\nCSeq: 3\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("A: b\r\nContent-Length: 2\r\n\r\né", text, StringComparison.Ordinal);
    }
}
