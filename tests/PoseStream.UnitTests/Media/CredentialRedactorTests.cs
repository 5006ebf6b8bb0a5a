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
    [InlineData("http://cam/v?loginuse=x&loginpas=secret", "http://cam/v?loginuse=x&loginpas=***")]
    [InlineData("srt://cam:9000?passphrase=secret&mode=caller", "srt://cam:9000?passphrase=***&mode=caller")]
    [InlineData("https://cam/v?sig=secret", "https://cam/v?sig=***")]
    [InlineData("https://cam/v?X-Amz-Credential=secret&X-Amz-Signature=secret", "https://cam/v?X-Amz-Credential=***&X-Amz-Signature=***")]
    [InlineData("https://cam/v?credentials=secret", "https://cam/v?credentials=***")]
    [InlineData("http://cam/v?u=a&p=secret", "http://cam/v?u=a&p=***")]
    [InlineData("srt://cam:9000?streamid=secret", "srt://cam:9000?streamid=***")]
    public void Redact_ParameterOfCamerasAndCdns_LosesItsValue(string text, string expected) => AssertRedacted(text, expected);

    [Theory]
    [InlineData("rtsp://admin:pa\"secret@10.0.0.1/s", "rtsp://***@10.0.0.1/s")]
    [InlineData("rtsp://admin:pa'secret@10.0.0.1/s", "rtsp://***@10.0.0.1/s")]
    [InlineData("rtsp://admin:pa<secret>@10.0.0.1/s", "rtsp://***@10.0.0.1/s")]
    [InlineData("rtsp://admin:pa secret@10.0.0.1/s", "rtsp://***@10.0.0.1/s")]
    [InlineData("rtsp://admin:secret,rtsp://x@host", "rtsp://***@host")]
    [InlineData("srt://cam:9000?streamid=#!::u=a,s=secret&mode=caller", "srt://cam:9000?streamid=***&mode=caller")]
    [InlineData("http://cam/v?channel=1&pwd=a;b \"secret", "http://cam/v?channel=1&pwd=***")]
    [InlineData("user:secret@cam:554/stream", "***@cam:554/stream")]
    public void RedactAddress_WholeAddress_LosesAllOfTheSecret(string address, string expected)
    {
        var redacted = CredentialRedactor.RedactAddress(address);

        Assert.Equal(expected, redacted);
        Assert.Equal(redacted, CredentialRedactor.RedactAddress(redacted));
    }

    [Theory]
    [InlineData("rtsp://cam:554/stream?channel=1")]
    [InlineData("http://cam/path@home/v?mail=a")]
    [InlineData("/home/user/video with @ sign.mp4")]
    [InlineData("/dev/video0")]
    public void RedactAddress_NothingSecret_StaysAsItIs(string address) => Assert.Equal(address, CredentialRedactor.RedactAddress(address));

    [Fact]
    public void SecretsOf_Address_AreWhatAReaderOfItsPiecesMustNotSee() =>
        Assert.Equal(["admin:pa%22ss", "admin:pa\"ss", "pa%22ss", "hidden", "pa\"ss"], CredentialRedactor.SecretsOf("http://admin:pa%22ss@cam/v?token=hidden&channel=1"));

    [Fact]
    public void Options_ToString_HoldsNoPassword()
    {
        var text = new FFmpegSourceOptions { Url = "rtsp://admin:pa\"secret@cam/s" }.ToString();

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("decode=00:00:30", text, StringComparison.Ordinal);
    }

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
    [InlineData("http://cam/v?map=2&top=3&design=4")]
    [InlineData("frame p = 5, step=2")]
    [InlineData("the token is missing")]
    public void Redact_NothingSecret_StaysAsItIs(string text) => Assert.Equal(text, CredentialRedactor.Redact(text));

    [Fact]
    public void Redact_Twice_ChangesNothingMore()
    {
        var once = CredentialRedactor.Redact("rtsp://u:secret@cam/v?token=secret Authorization: Basic secret");

        Assert.Equal(once, CredentialRedactor.Redact(once));
    }

    [Theory]
    [InlineData("a://b:c", 20_000)]
    [InlineData("_", 8_000)]
    [InlineData("_a", 4_000)]
    public async Task Redact_LongHostileText_EndsSoon(string part, int count)
    {
        var text = string.Concat(Enumerable.Repeat(part, count)) + new string(':', 20_000) + "@";

        Assert.NotNull(await Task.Run(() => CredentialRedactor.Redact(text)).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static void AssertRedacted(string text, string expected)
    {
        var redacted = CredentialRedactor.Redact(text);

        Assert.Equal(expected, redacted);
        Assert.DoesNotContain("secret", redacted, StringComparison.Ordinal);
    }
}
