using System.Diagnostics;
using PoseStream.Core.Ports;
using PoseStream.Media;
using PoseStream.TestKit.Net;
using PoseStream.TestKit.Rtsp;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class RtspFailureTests
{
    private const string Canary = "canary-7f3e";

    // Much less than the limits that a cancelled run would otherwise wait for, and enough for a machine that is out of breath.
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NotSoon = TimeSpan.FromSeconds(50);

    [Theory]
    [InlineData("basic")]
    [InlineData("digest")]
    public async Task RunAsync_WrongPassword_EndsAuthenticationFailed(string method)
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { User = "viewer", Password = "right", Authentication = method });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.UrlFor("viewer", Canary) });

        var end = await run.Ended;

        Assert.Equal(EndReason.AuthenticationFailed, end.Reason);
        AssertNoCanary(run, end);
    }

    [Fact]
    public async Task RunAsync_NoPassword_EndsAuthenticationFailed()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { User = "viewer", Password = "right" });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.UrlFor(null, null) });

        Assert.Equal(EndReason.AuthenticationFailed, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_AbsentPath_EndsNotFound()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.UrlFor("viewer", Canary, "no-such-stream") });

        var end = await run.Ended;

        Assert.Equal(EndReason.NotFound, end.Reason);
        AssertNoCanary(run, end);
    }

    [Fact]
    public async Task RunAsync_NothingListens_EndsUnreachable()
    {
        using var nobody = new ClosedPort();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://viewer:{Canary}@127.0.0.1:{nobody.Port}/stream" });

        var end = await run.Ended;

        Assert.Equal(EndReason.Unreachable, end.Reason);
        AssertNoCanary(run, end);
    }

    [Fact]
    public async Task RunAsync_UnknownHost_EndsUnreachable()
    {
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = "rtsp://no-such-host.invalid/stream" });

        Assert.Equal(EndReason.Unreachable, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_ServerNeverAnswers_EndsStalledWithinTheTimeout()
    {
        await using var server = new SilentServer();
        var started = Stopwatch.GetTimestamp();
        await using var run = new SourceRun(new FFmpegSourceOptions
        {
            Url = $"rtsp://viewer:{Canary}@127.0.0.1:{server.Port}/stream",
            ConnectTimeout = TimeSpan.FromSeconds(1),
        });

        var end = await run.Ended;

        Assert.Equal(EndReason.Stalled, end.Reason);
        Assert.Equal("no answer within 1 s", end.Message);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1, 30);
        AssertNoCanary(run, end);
    }

    [Fact]
    public async Task RunAsync_ServerClosesEveryConnection_EndsFailed()
    {
        using var nobody = new ClosedPort();
        await using var proxy = new TcpProxy(nobody.Port);
        proxy.Refuse();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{proxy.Port}/stream" });

        Assert.Equal(EndReason.Failed, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_StreamStalls_EndsStalledWithinTheTimeout()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var proxy = new TcpProxy(server.Port);
        await using var run = new SourceRun(new FFmpegSourceOptions
        {
            Url = $"rtsp://viewer:{Canary}@127.0.0.1:{proxy.Port}/stream",
            Transport = RtspTransport.Tcp,
            // The server's first pictures may be slow to come, and this limit is theirs too.
            StallTimeout = TimeSpan.FromSeconds(5),
        });
        await run.Until(s => s.Count >= 10);

        proxy.Stall();
        var stalled = Stopwatch.GetTimestamp();
        var end = await run.Ended;

        Assert.Equal(EndReason.Stalled, end.Reason);
        Assert.Equal("no picture data for 5 s", end.Message);
        Assert.True(Stopwatch.GetElapsedTime(stalled) < TimeSpan.FromSeconds(30), $"{Stopwatch.GetElapsedTime(stalled)}");
        AssertNoCanary(run, end);
    }

    [Fact]
    public async Task RunAsync_ConnectionCut_EndsEndOfStream()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var proxy = new TcpProxy(server.Port);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{proxy.Port}/stream" });
        await run.Until(s => s.Count >= 5);

        proxy.Cut();

        Assert.Equal(EndReason.EndOfStream, (await run.Ended).Reason);
    }

    [Fact]
    public async Task RunAsync_ServerKilledAndRestarted_EndsAndConnectsAgain()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using (var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url }))
        {
            await run.Until(s => s.Count >= 5);
            await server.KillAsync();
            Assert.Equal(EndReason.EndOfStream, (await run.Ended).Reason);
        }

        await server.RestartAsync();
        await using var again = new SourceRun(new FFmpegSourceOptions { Url = server.Url });
        await again.Until(s => s.Count >= 5);
    }

    [Fact]
    public async Task RunAsync_UdpServerKilled_EndsStalled()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, Transport = RtspTransport.Udp, StallTimeout = TimeSpan.FromSeconds(5) });
        await run.Until(s => s.Count >= 5);

        await server.KillAsync();

        // The control connection's end and the datagrams' absence race; either is a true account.
        Assert.Contains((await run.Ended).Reason, new[] { EndReason.Stalled, EndReason.EndOfStream });
    }

    [Fact]
    public async Task RunAsync_CancelledWhileConnecting_EndsSoon()
    {
        await using var server = new SilentServer();
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{server.Port}/stream", ConnectTimeout = NotSoon });
        await server.Connected;

        await AssertStopsSoonAsync(run);
    }

    [Theory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public async Task RunAsync_CancelledWhileStreaming_EndsSoon(RtspTransport transport)
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url, Transport = transport, StallTimeout = NotSoon });
        await run.Until(s => s.Count >= 5);

        await AssertStopsSoonAsync(run);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileStalled_EndsSoon()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions());
        await using var proxy = new TcpProxy(server.Port);
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{proxy.Port}/stream", StallTimeout = NotSoon });
        await run.Until(s => s.Count >= 5);
        proxy.Stall();

        await AssertStopsSoonAsync(run);
    }

    [Fact]
    public async Task RunAsync_WithPassword_NeverShowsIt()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { User = "viewer", Password = Canary });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });
        await run.Until(s => s.Count >= 5);

        await run.CancelAsync();
        AssertNoCanary(run, await run.Ended);
    }

    private static async Task AssertStopsSoonAsync(SourceRun run)
    {
        var cancelled = Stopwatch.GetTimestamp();
        await run.CancelAsync();
        var end = await run.Ended;

        Assert.Equal(EndReason.Stopped, end.Reason);
        Assert.True(Stopwatch.GetElapsedTime(cancelled) < SoonEnough, $"{Stopwatch.GetElapsedTime(cancelled)}");
    }

    private static void AssertNoCanary(SourceRun run, SourceEnd end)
    {
        Assert.NotEmpty(run.Log.Lines);
        Assert.DoesNotContain(run.Log.Lines, line => line.Text.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, run.DisplayName, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, end.Message, StringComparison.Ordinal);
        Assert.Contains(CredentialRedactor.Mask, run.DisplayName, StringComparison.Ordinal);
    }
}
