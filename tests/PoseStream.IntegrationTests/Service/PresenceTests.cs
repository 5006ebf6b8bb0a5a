using System.Diagnostics;
using System.Globalization;
using PoseStream.TestKit;
using PoseStream.TestKit.Mqtt;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>What a broker knows of a service while it runs, and when it ends beside a camera that does not.</summary>
public sealed class PresenceTests : IAsyncLifetime, IDisposable
{
    private const string Node = "posestream/v1/test/status";

    private readonly TemporaryFolder _data = new();
    private MosquittoBroker _broker = null!;
    private PoseStreamProgram _program = null!;

    public async Task InitializeAsync()
    {
        // Opening a pipe that nobody writes to waits, and nothing interrupts it: as the look-up of a host name does.
        var pipe = _data.PathOf("pipe.mp4");
        using var made = Process.Start("mkfifo", [pipe]);
        await made.WaitForExitAsync();
        _broker = await MosquittoBroker.RunAsync();
        _program = PoseStreamProgram.Start(_data, "run", "--config", _data.Write("posestream.json", $$"""
            {
              "node": "test",
              "cameras": [{ "name": "stuck", "url": "{{pipe}}" }],
              "grpc": { "listen": "127.0.0.1:0" },
              "mqtt": { "enabled": true, "host": "127.0.0.1", "port": {{_broker.Port}}, "status_interval_s": 1 }
            }
            """));
        await _program.GrpcAsync();
    }

    public async Task DisposeAsync()
    {
        await _program.DisposeAsync();
        await _broker.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Run_WillOfAnEarlierSessionComesLate_IsOnlineAgain()
    {
        await using var presence = await MosquittoSubscriber.SubscribeAsync(_broker, Node);
        await presence.NextAsync(message => message.Text.Contains("\"online\"", StringComparison.Ordinal));
        using var late = Process.Start("mosquitto_pub", ["-h", "127.0.0.1", "-p", _broker.Port.ToString(CultureInfo.InvariantCulture), "-t", Node, "-r", "-m", "offline"]);
        await late.WaitForExitAsync();
        await presence.NextAsync(message => message.Text == "offline");
        await presence.NextAsync(message => message.Text.Contains("\"online\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StatusOfAStream_ExpiresUnlessRenewed()
    {
        await using var statuses = await MosquittoSubscriber.SubscribeAsync(_broker, "posestream/v1/test/stuck/status");
        var status = await statuses.NextAsync();
        // A minute less the time since the broker got it, which renews it every second where the machine is not busy.
        Assert.InRange(int.Parse(status.Properties["message-expiry-interval"], CultureInfo.InvariantCulture), 30, 60);
    }

    [Fact]
    public async Task Terminate_CameraThatCannotBeInterrupted_SaysStoppedInTime()
    {
        await using var presence = await MosquittoSubscriber.SubscribeAsync(_broker, Node);
        await presence.NextAsync(message => message.Text.Contains("\"online\"", StringComparison.Ordinal));
        await using var status = await MosquittoSubscriber.SubscribeAsync(_broker, "posestream/v1/test/stuck/status");
        await status.NextAsync(message => message.Text.Contains("CONNECTING", StringComparison.Ordinal));

        var end = await _program.TerminateAsync();

        // The program's own limit cuts the camera off; as a signal would have.
        Assert.Equal(143, end.ExitCode);
        await presence.NextAsync(message => message.Text.Contains("\"stopped\"", StringComparison.Ordinal));
        await using var afterwards = await MosquittoSubscriber.SubscribeAsync(_broker, Node);
        Assert.Contains("\"stopped\"", (await afterwards.NextAsync()).Text, StringComparison.Ordinal);
    }
}
