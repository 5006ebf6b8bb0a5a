using System.Text;
using PoseStream.Synthesis.Cameras.Rtsp;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class RtspParserTests
{
    private const string Play = "PLAY rtsp://h/s RTSP/1.0\r\nCSeq: 7\r\nSession:  abc ;timeout=60\r\n\r\n";

    [Fact]
    public void Parse_Request_GivesItsParts()
    {
        Assert.Equal(RtspParse.Request, Parse(Play + "rest", out var request, out var consumed));

        Assert.Equal(("PLAY", "rtsp://h/s", 7), (request!.Method, request.Uri, request.Sequence));
        Assert.Equal("abc ;timeout=60", request.Header("session"));
        Assert.Null(request.Header("Range"));
        Assert.Equal(Play.Length, consumed);
    }

    [Fact]
    public void Parse_EveryBeginning_IsIncomplete()
    {
        const string message = "\r\nGET_PARAMETER rtsp://h/s RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nbody";
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Equal(RtspParse.Incomplete, Parse(message[..length], out _, out var taken));
            Assert.Equal(0, taken);
        }

        Assert.Equal(RtspParse.Request, Parse(message, out _, out var consumed));
        Assert.Equal(message.Length, consumed);
    }

    [Fact]
    public void Parse_Packet_TakesItWhole()
    {
        byte[] data = [(byte)'$', 1, 0, 3, 9, 9, 9, (byte)'P'];
        for (var length = 1; length < 7; length++)
        {
            Assert.Equal(RtspParse.Incomplete, RtspParser.Parse(data.AsSpan(0, length), out _, out _));
        }

        Assert.Equal(RtspParse.Packet, RtspParser.Parse(data, out var request, out var consumed));
        Assert.Equal(7, consumed);
        Assert.Null(request);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nCSeq: 1\r\n\r\n")]
    [InlineData("PLAY RTSP/1.0\r\nCSeq: 1\r\n\r\n")]
    [InlineData("PLAY  rtsp://h RTSP/1.0\r\nCSeq: 1\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\nCSeq: -1\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\nCSeq: 99999999999\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\nCSeq: 1\r\nno colon\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\nCSeq: 1\r\nContent-Length: x\r\n\r\n")]
    [InlineData("PLAY rtsp://h RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 99999999\r\n\r\n")]
    public void Parse_Nonsense_IsMalformed(string text) => Assert.Equal(RtspParse.Malformed, Parse(text, out _, out _));

    [Theory]
    [InlineData('x')]
    [InlineData('\r')]
    public void Parse_EndlessHead_IsMalformed(char filler) =>
        Assert.Equal(RtspParse.Malformed, Parse(new string(filler, RtspParser.LongestHead + 1), out _, out _));

    [Fact]
    public void Parse_Garbage_NeverThrowsAndStaysInBounds()
    {
        var random = new Random(20261120);
        var seen = new HashSet<RtspParse>();
        for (var i = 0; i < 20_000; i++)
        {
            var data = i % 2 == 0 ? Noise(random) : Damage(random);

            var kind = RtspParser.Parse(data, out var request, out var consumed);

            seen.Add(kind);
            Assert.InRange(consumed, 0, data.Length);
            Assert.Equal(kind is RtspParse.Request or RtspParse.Packet, consumed > 0);
            Assert.Equal(kind == RtspParse.Request, request is not null);
        }

        Assert.Equal(4, seen.Count);
    }

    private static byte[] Noise(Random random)
    {
        var data = new byte[random.Next(300)];
        random.NextBytes(data);
        return data;
    }

    private static byte[] Damage(Random random)
    {
        var data = Encoding.ASCII.GetBytes(random.Next(2) == 0 ? Play : "$\0\0\u0005hello" + Play);
        for (var hits = random.Next(4); hits > 0; hits--)
        {
            data[random.Next(data.Length)] = (byte)random.Next(256);
        }

        return data[..random.Next(data.Length / 2, data.Length + 1)];
    }

    private static RtspParse Parse(string text, out RtspRequest? request, out int consumed) =>
        RtspParser.Parse(Encoding.ASCII.GetBytes(text), out request, out consumed);
}
