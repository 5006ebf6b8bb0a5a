using System.Collections.Concurrent;
using System.Net.Sockets;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Simulating;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit.Fakes;
using PoseStream.UnitTests.Cameras;
using Xunit;

namespace PoseStream.UnitTests.Simulating;

/// <summary>Faults at their times, with a clock moved by hand and a client that looks at what comes.</summary>
public sealed class FaultPlayerTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly LogCollector _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly CameraClip _clip = new("dummy", DummyClip.Of(6, 3), new FrameGeometry(16, 16), DummyClip.Of(6, 3, mark: 100));
    private SimulatedCamera? _camera;
    private Task _playing = Task.CompletedTask;

    [Fact]
    public async Task RunAsync_NobodyWatches_DoesNothing()
    {
        Start("cut@0");

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_said);
        Assert.False(_playing.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_FaultsOfOneWatcher_BeginAndEndInOrderOfTime()
    {
        Start("stall@3+1", "jump@2+60", "freeze@1+4");
        using var client = await WatchAsync();

        await UntilSaidAsync("freeze@1+4 is over");

        Assert.Equal(
            ["watched", "freeze@1+4", "jump@2+60", "stall@3+1", "stall@3+1 is over", "freeze@1+4 is over"],
            _said.Select(line => line.Split(" dummy: ")[1]));
        Assert.False(_playing.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_CutWithALength_NobodyConnectsUntilItIsOver()
    {
        var camera = Start("cut@1+3600");
        using var client = await WatchAsync();

        await UntilSaidAsync("cut@1+3600");
        await client.UntilClosedAsync();
        await Assert.ThrowsAsync<SocketException>(() => RawRtspClient.ConnectAsync(camera.Port));

        _time.Advance(TimeSpan.FromHours(1));
        await UntilSaidAsync("cut@1+3600 is over");
        using var after = await RawRtspClient.ConnectAsync(camera.Port);
        Assert.Equal(200, (await after.AskAsync("OPTIONS")).Status);
    }

    [Fact]
    public async Task RunAsync_PasswordOfAnOpenCamera_IsWantedUntilItIsOver()
    {
        var camera = Start("password@1+3600");
        using var client = await WatchAsync();

        await UntilSaidAsync("password@1+3600");
        await client.UntilClosedAsync();
        using var after = await RawRtspClient.ConnectAsync(camera.Port);
        Assert.Equal(401, (await after.AskAsync("DESCRIBE")).Status);

        _time.Advance(TimeSpan.FromHours(1));
        await UntilSaidAsync("password@1+3600 is over");
        using var later = await RawRtspClient.ConnectAsync(camera.Port);
        Assert.Equal(200, (await later.AskAsync("DESCRIBE")).Status);
    }

    [Fact]
    public async Task RunAsync_Resolution_ShowsTheSmallClipUntilItIsOver()
    {
        var camera = Start("resolution@1+3600");
        using var client = await WatchAsync();
        bool Shows(MemoryClip clip) => camera.ShownAt(_time.GetUtcNow(), TimeSpan.FromMilliseconds(DummyClip.Interval_ms)) is { } shown && shown.Clip == clip;

        await UntilAsync(() => Shows(_clip.Video));
        await UntilAsync(() => Shows(_clip.Small!));
        _time.Advance(TimeSpan.FromHours(1));
        await UntilAsync(() => Shows(_clip.Video));
    }

    [Fact]
    public async Task RunAsync_CancelledInTheMidstOfAFault_Ends()
    {
        Start("freeze@1+60");
        using var client = await WatchAsync();
        await UntilSaidAsync("freeze@1+60");

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _playing.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_camera is not null)
        {
            await _camera.DisposeAsync();
        }

        _stop.Dispose();
        _log.AssertNoErrors();
    }

    private SimulatedCamera Start(params string[] faults)
    {
        _camera = SimulatedCamera.Start(_clip.Video, new SimulatedCameraOptions(), _time, _log);
        _playing = new FaultPlayer(_clip, _camera, Array.ConvertAll(faults, CameraFault.Parse), _time, _said.Enqueue).RunAsync(_stop.Token);
        return _camera;
    }

    private async Task<RawRtspClient> WatchAsync()
    {
        var client = await RawRtspClient.ConnectAsync(_camera!.Port);
        await client.PlayAsync();
        await Eventually.ThatAsync(() => !_said.IsEmpty);
        return client;
    }

    private Task UntilSaidAsync(string text) => UntilAsync(() => _said.Any(line => line.EndsWith($": {text}", StringComparison.Ordinal)));

    private Task UntilAsync(Func<bool> condition) => Eventually.ThatAsync(() =>
    {
        var reached = condition();
        if (!reached)
        {
            _time.Advance(TimeSpan.FromMilliseconds(DummyClip.Interval_ms));
        }

        return reached;
    });
}
