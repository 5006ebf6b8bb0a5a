using PoseStream.Media;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class CredentialRedactorTests
{
    [Theory]
    [InlineData("rtsp://user:secret@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://user@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("RTSPS://user:secret@[fe80::1]:322/a?b=c", "RTSPS://***@[fe80::1]:322/a?b=c")]
    [InlineData("rtsp://user:se@cr@et@cam:554/stream", "rtsp://***@cam:554/stream")]
    [InlineData("rtsp://user:se%40cr%2Fet@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://user:se/cr?e#t@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://user:12/34@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://user:@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://:secret@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("user:secret@cam:554/stream", "***@cam:554/stream")]
    [InlineData("opening 'rtsp://user:secret@cam/stream': refused", "opening 'rtsp://***@cam/stream': refused")]
    [InlineData("<rtsp://user:secret@cam/stream>", "<rtsp://***@cam/stream>")]
    [InlineData("from rtsp://a:secret@one/x to http://b:secret@two/y", "from rtsp://***@one/x to http://***@two/y")]
    [InlineData("rtsp://a:secret@one/x,rtsp://b:secret@two/y", "rtsp://***@one/x,rtsp://***@two/y")]
    [InlineData("rtsp://cam/x;rtsp://b:secret@two/y", "rtsp://cam/x;rtsp://***@two/y")]
    public void Redact_Address_LosesUserAndPassword(string text, string expected) => AssertRedacted(text, expected);

    [Theory]
    [InlineData("http://cam/v?user=a&password=secret&channel=1", "http://cam/v?user=a&password=***&channel=1")]
    [InlineData("http://cam/v?passwd=secret", "http://cam/v?passwd=***")]
    [InlineData("http://cam/v?pwd=secret#top", "http://cam/v?pwd=***#top")]
    [InlineData("http://cam/v?channel=1&Token=secret", "http://cam/v?channel=1&Token=***")]
    [InlineData("http://cam/v?access_token=secret", "http://cam/v?access_token=***")]
    [InlineData("http://cam/v?api_key=secret&key=secret", "http://cam/v?api_key=***&key=***")]
    [InlineData("http://cam/v?auth=secret%20a", "http://cam/v?auth=***")]
    [InlineData("http://u:secret@cam/v?token=secret", "http://***@cam/v?token=***")]
    [InlineData("http://cam/v?a=1&amp;pwd=secret", "http://cam/v?a=1&amp;pwd=***")]
    [InlineData("password = secret, retrying", "password = ***, retrying")]
    [InlineData("password=\"secret\"", "password=\"***\"")]
    public void Redact_Parameter_LosesItsValue(string text, string expected) => AssertRedacted(text, expected);

    [Theory]
    [InlineData("Authorization: Basic c2VjcmV0", "Authorization: ***")]
    [InlineData("authorization: Digest username=\"u\", response=\"secret\"", "authorization: ***")]
    [InlineData("Proxy-Authorization: Bearer secret", "Proxy-Authorization: ***")]
    [InlineData("GET /\r\nAuthorization: Basic secret\r\nHost: cam", "GET /\r\nAuthorization: ***\r\nHost: cam")]
    public void Redact_Header_LosesTheRestOfItsLine(string text, string expected) => AssertRedacted(text, expected);

    [Theory]
    [InlineData("")]
    [InlineData("rtsp://cam:554/stream")]
    [InlineData("rtsp://[::1]/stream")]
    [InlineData("http://cam/path@home/v?mail=a")]
    [InlineData("/home/user/video with @ sign.mp4")]
    [InlineData("[h264 @ 0x55d0c0ffee00] error while decoding MB 10 20, bytestream -7")]
    [InlineData("at 12:30:45 camera one ended")]
    [InlineData("http://cam/v?keyframe=5&author=me&monkey=2")]
    [InlineData("the token is missing")]
    public void Redact_NothingSecret_StaysAsItIs(string text) => Assert.Equal(text, CredentialRedactor.Redact(text));

    [Fact]
    public void Redact_Twice_ChangesNothingMore()
    {
        var once = CredentialRedactor.Redact("rtsp://u:secret@cam/v?token=secret Authorization: Basic secret");

        Assert.Equal(once, CredentialRedactor.Redact(once));
    }

    [Fact]
    public async Task Redact_LongHostileText_EndsSoon()
    {
        var text = string.Concat(Enumerable.Repeat("a://b:c", 20_000)) + new string(':', 20_000) + "@";

        Assert.NotNull(await Task.Run(() => CredentialRedactor.Redact(text)).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static void AssertRedacted(string text, string expected)
    {
        var redacted = CredentialRedactor.Redact(text);

        Assert.Equal(expected, redacted);
        Assert.DoesNotContain("secret", redacted, StringComparison.Ordinal);
    }
}
