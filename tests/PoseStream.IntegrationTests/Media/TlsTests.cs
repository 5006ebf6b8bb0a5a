using PoseStream.Core.Ports;
using PoseStream.Media;
using PoseStream.TestKit;
using PoseStream.TestKit.Mqtt;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

/// <summary>What a camera behind TLS must prove before its pictures, and the password that it asks for, are exchanged.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_CertificateOfNobodyKnown_IsRefusedAndSaysSo()
    {
        await using var server = await ServeAsync(TlsCertificate.Create(_folder.Path, "localhost"));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });

        var end = await run.Ended;

        Assert.Equal(EndReason.Failed, end.Reason);
        Assert.Contains("certificate was not accepted", end.Message, StringComparison.Ordinal);
        Assert.Contains("tls_ca_file", end.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', end.Message);
        Assert.Equal(0, run.Sink.Count);
    }

    [Fact]
    public async Task RunAsync_CertificateOfTheAuthority_GivesPictures()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "localhost");
        await using var server = await ServeAsync(certificate);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, TlsCaFile = certificate.Authority });

        await run.Until(s => s.Count >= 3);

        Assert.Equal("https", run.Sink.Reports[0].Transport);
    }

    [Fact]
    public async Task RunAsync_CertificateForAnotherHost_IsRefused()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "other.example");
        await using var server = await ServeAsync(certificate);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, TlsCaFile = certificate.Authority });

        var end = await run.Ended;

        Assert.Equal(EndReason.Failed, end.Reason);
        Assert.Contains("certificate was not accepted", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Insecure_TakesAnyCertificate()
    {
        await using var server = await ServeAsync(TlsCertificate.Create(_folder.Path, "other.example"));
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, TlsInsecure = true });

        await run.Until(s => s.Count >= 3);
    }

    [Fact]
    public async Task RunAsync_RtspsNotInsecure_IsRefusedAndSaysWhatToWrite()
    {
        await using var server = new SilentServer();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsps://viewer:canary-7f3e@127.0.0.1:{server.Port}/stream" });

        var end = await run.Ended;

        Assert.Equal(EndReason.Unsupported, end.Reason);
        Assert.Contains("set tls to insecure", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RtspsInsecure_IsTried()
    {
        await using var server = new SilentServer();
        await using var run = new SourceRun(new FFmpegSourceOptions
        {
            Url = $"rtsps://127.0.0.1:{server.Port}/stream", TlsInsecure = true, ConnectTimeout = TimeSpan.FromSeconds(1),
        });

        Assert.Equal(EndReason.Stalled, (await run.Ended).Reason);
    }

    private static async Task<MjpegHttpServer> ServeAsync(TlsCertificate certificate)
    {
        using var picture = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=1:duration=1 -pix_fmt yuvj422p -frames:v 1", ".jpg");
        return await MjpegHttpServer.StartAsync(await File.ReadAllBytesAsync(picture.Path), certificate);
    }
}
