using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.TestKit;
using PoseStream.TestKit.Mqtt;
using Xunit;

namespace PoseStream.IntegrationTests.Mqtt;

public sealed class MqttTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verified_SelfSignedWithoutAuthority_IsRefused()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "localhost");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));

        await using var watched = WatchedConnection.Start(OptionsFor(broker, null));

        await watched.UntilReasonAsync(MqttDisconnectReason.TlsFailed);
        Assert.Contains("certificate verify failed", watched.Connection.Status.LastError, StringComparison.Ordinal);
        Assert.Equal(0, watched.ConnectedEvents);
    }

    [Fact]
    public async Task Verified_AuthorityGiven_PublishesAndStopsCleanly()
    {
        const int messages = 300;
        var certificate = TlsCertificate.Create(_folder.Path, "localhost");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));
        await using var subscriber = await MosquittoSubscriber.SubscribeAsync(broker, "tls/#", "--cafile", certificate.Authority);
        await using var watched = await WatchedConnection.ConnectAsync(OptionsFor(broker, certificate.Authority));

        for (var i = 0; i < messages; i++)
        {
            watched.Connection.PublishRetained(new MqttMessage(new MqttTopic($"tls/{i}"), new byte[1000]));
        }

        await watched.Connection.StopAsync([new MqttMessage(new MqttTopic("tls/end"), "stopped"u8.ToArray())], TimeSpan.FromSeconds(10));

        Assert.Equal("tls/end", (await subscriber.NextAsync(m => m.Topic == "tls/end")).Topic);
        Assert.Equal(messages + 1, watched.Connection.Status.Published);
        await broker.UntilLoggedAsync("Client posestream-test disconnected.");
    }

    [Fact]
    public async Task Verified_CertificateOfAnotherHost_IsRefused()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "other.example");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));

        await using var watched = WatchedConnection.Start(OptionsFor(broker, certificate.Authority));

        await watched.UntilReasonAsync(MqttDisconnectReason.TlsFailed);
        Assert.Equal(0, watched.ConnectedEvents);
    }

    [Fact]
    public async Task Verified_AuthorityFileVanished_IsOneLineThatNamesIt()
    {
        await using var broker = new MosquittoBroker();
        var authority = Path.Combine(_folder.Path, "authority.pem");
        await File.WriteAllTextAsync(authority, "");
        await using var watched = new WatchedConnection(OptionsFor(broker, authority));
        File.Delete(authority);

        watched.Connection.Start();

        await watched.UntilReasonAsync(MqttDisconnectReason.TlsFailed);
        Assert.EndsWith($": CaFile '{authority}' cannot be read", watched.Connection.Status.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain(watched.Log.Entries, line => line.ToString().Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verified_AuthorityFileIsNoCertificate_IsOneLineThatNamesIt()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "localhost");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));
        var authority = Path.Combine(_folder.Path, "authority.pem");
        await File.WriteAllTextAsync(authority, "not a certificate");

        await using var watched = WatchedConnection.Start(OptionsFor(broker, authority));

        await watched.UntilReasonAsync(MqttDisconnectReason.TlsFailed);
        Assert.Contains(authority, watched.Connection.Status.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', watched.Connection.Status.LastError!);
    }

    [Fact]
    public async Task Insecure_SelfSigned_Connects()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "other.example");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));

        await using var watched = await WatchedConnection.ConnectAsync(OptionsFor(broker, null) with { Tls = MqttTlsMode.Insecure });

        Assert.Equal(MqttConnectionState.Connected, watched.Connection.Status.State);
    }

    [Fact]
    public async Task Off_BrokerSpeaksTls_NoAnswer()
    {
        var certificate = TlsCertificate.Create(_folder.Path, "localhost");
        await using var broker = await MosquittoBroker.RunAsync(new MosquittoOptions(Certificate: certificate));

        await using var watched = WatchedConnection.Start(OptionsFor(broker, null) with { Tls = MqttTlsMode.Off });

        await watched.UntilReasonAsync(MqttDisconnectReason.NoAnswer);
    }

    [Fact]
    public async Task Verified_BrokerSpeaksNoTls_IsRefused()
    {
        await using var broker = await MosquittoBroker.RunAsync();

        await using var watched = WatchedConnection.Start(OptionsFor(broker, null));

        await watched.UntilAsync(w => w.Connection.Status.Reason is MqttDisconnectReason.NoAnswer or MqttDisconnectReason.TlsFailed);
        Assert.Equal(0, watched.ConnectedEvents);
    }

    private static MqttConnectionOptions OptionsFor(MosquittoBroker broker, string? authority) =>
        WatchedConnection.OptionsFor(broker) with { Tls = MqttTlsMode.Verified, CaFile = authority };
}
