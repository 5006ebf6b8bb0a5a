using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Cameras.Rtsp;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class AuthenticationTests
{
    private static readonly CameraCredentials Viewer = new("viewer", "p:a\"ss");

    [Fact]
    public void Response_ExampleOfRfc2617_IsTheOnePrintedThere()
    {
        var fields = AuthorizationFields.Parse("""
            username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth,
            nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"
            """.ReplaceLineEndings(" "));

        Assert.Equal(fields["response"], DigestAuthentication.Response(fields, "GET", "Mufasa", "Circle Of Life"));
    }

    [Theory]
    [InlineData("realm=\"r\", nonce=\"n\"")]
    [InlineData("realm=\"r\", nonce=\"n\", uri=\"u\", qop=auth")]
    [InlineData("realm=\"r\", nonce=\"n\", uri=\"u\", qop=auth-int, nc=1, cnonce=\"c\"")]
    [InlineData("")]
    public void Response_FieldsMissing_IsNone(string fields) =>
        Assert.Null(DigestAuthentication.Response(AuthorizationFields.Parse(fields), "PLAY", "u", "p"));

    [Fact]
    public void Parse_QuotesAndEscapes_AreTakenOff()
    {
        var fields = AuthorizationFields.Parse("""a="x, \"y\" = z" ,b=c, d="", e="open""");

        Assert.Equal(["x, \"y\" = z", "c", "", "open"], [fields["A"], fields["b"], fields["d"], fields["e"]]);
    }

    [Fact]
    public void Parse_Garbage_NeverThrows()
    {
        var random = new Random(7);
        const string alphabet = "a=\",\\ \t;";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Assert.All(AuthorizationFields.Parse(text), field => Assert.True(field.Value.Length <= text.Length));
        }
    }

    [Fact]
    public void Accepts_NobodyToBe_TakesEverybody() =>
        Assert.True(new RtspAuthenticator(AuthenticationScheme.Digest).Accepts(Request(null), null));

    [Theory]
    [InlineData("viewer", "p:a\"ss", true)]
    [InlineData("viewer", "wrong", false)]
    [InlineData("somebody", "p:a\"ss", false)]
    public void Accepts_Basic_OnlyTheRightOnes(string user, string password, bool expected)
    {
        var authenticator = new RtspAuthenticator(AuthenticationScheme.Basic);
        var given = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

        Assert.Equal(expected, authenticator.Accepts(Request($"Basic {given}"), Viewer));
        Assert.StartsWith("Basic realm=", authenticator.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p:a\"ss", "rtsp://h/s", null, true)]
    [InlineData("wrong", "rtsp://h/s", null, false)]
    [InlineData("p:a\"ss", "rtsp://h/other", null, false)]
    [InlineData("p:a\"ss", "rtsp://h/s", "old nonce", false)]
    public void Accepts_Digest_OnlyTheRightOnesOfThisConnection(string password, string uri, string? nonce, bool expected)
    {
        var authenticator = new RtspAuthenticator(AuthenticationScheme.Digest);
        var challenge = AuthorizationFields.Parse(authenticator.Challenge["Digest ".Length..]);
        var fields = new Dictionary<string, string> { ["realm"] = challenge["realm"], ["nonce"] = nonce ?? challenge["nonce"], ["uri"] = uri };
        var response = DigestAuthentication.Response(fields, "PLAY", "viewer", password);
        var header = $"Digest username=\"viewer\", realm=\"{fields["realm"]}\", nonce=\"{fields["nonce"]}\", uri=\"{uri}\", response=\"{response}\"";

        Assert.Equal(expected, authenticator.Accepts(Request(header), Viewer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer x")]
    [InlineData("Digest")]
    [InlineData("Digest username=\"viewer\"")]
    public void Accepts_NoneOrAnother_Refuses(string? header)
    {
        Assert.False(new RtspAuthenticator(AuthenticationScheme.Digest).Accepts(Request(header), Viewer));
        Assert.False(new RtspAuthenticator(AuthenticationScheme.Basic).Accepts(Request(header), Viewer));
    }

    [Fact]
    public void Credentials_AsText_HideThePassword() => Assert.DoesNotContain(Viewer.Password, $"{Viewer} {new SimulatedCameraOptions { Credentials = Viewer }}", StringComparison.Ordinal);

    private static RtspRequest Request(string? authorization) =>
        new("PLAY", "rtsp://h/s", 1, authorization is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Authorization"] = authorization });
}
