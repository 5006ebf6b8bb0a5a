using PoseStream.Media;
using PoseStream.Media.Interop;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class FFmpegLogRelayTests
{
    private readonly LogCollector _log = new();

    [Theory]
    [InlineData("Failed to open segment 'rtsp://admin:pa\"secret@cam/s'")]
    [InlineData("no such stream: pa\"secret")]
    [InlineData("GET /v?ticket=1 hidden-token")]
    public void Read_LineWithAPieceOfTheAddress_LosesIt(string line)
    {
        var relay = new FFmpegLogRelay(_log, "front", TimeProvider.System, CredentialRedactor.SecretsOf("rtsp://admin:pa\"secret@cam/s?token=hidden-token"));

        relay.Read(AvConstant.LogError, line);

        Assert.DoesNotContain("secret", relay.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", relay.LastError, StringComparison.Ordinal);
        Assert.Contains(CredentialRedactor.Mask, relay.LastError, StringComparison.Ordinal);
    }
}
