using System.Collections.Concurrent;
using PoseStream.Core.Ports;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineSupervisionTests
{
    private static readonly PipelinePlan Plan = new PipelineHarness().Plan with { Restart = true };

    [Fact]
    public async Task Run_LoopedFile_LoopsAtOnce()
    {
        using var camera = new PipelineHarness { Plan = Plan with { Loop = true } };
        camera.Start([.. Enumerable.Repeat<Func<SourceSession, SourceEnd>>(
            source => { source.Report(); source.Frames(4); camera.Time.Advance(TimeSpan.FromSeconds(1)); return ScriptedSource.EndOfFile; }, 5)]);
        await camera.Published.WaitForAsync(20);
        await Eventually.ThatAsync(() => camera.Source.Connections == 6);
        Assert.Equal(0, camera.Time.ArmedTimers);
        await camera.StopAsync();
        Assert.Equal(5, camera.Published.Frames.Select(static frame => frame.Stamp.Epoch).Distinct().Count());
        Assert.Equal([1010, 1011], camera.Log.Entries.Select(static entry => entry.Event.Id));
    }

    [Fact]
    public async Task Run_LoopedPicture_WaitsForTheTimeOfAFrame()
    {
        using var camera = new PipelineHarness { Plan = Plan with { Loop = true } };
        camera.Start([.. Enumerable.Repeat<Func<SourceSession, SourceEnd>>(static source => { source.Frames(1); return ScriptedSource.EndOfFile; }, 3)]);
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        camera.Time.Advance(TimeSpan.FromMilliseconds(39));
        Assert.Equal((1, 1), (camera.Source.Connections, camera.Time.ArmedTimers));
        camera.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.ThatAsync(() => camera.Source.Connections == 2 && camera.Time.ArmedTimers == 1);
        Assert.Equal(CameraState.Streaming, camera.Pipeline.Monitor.Snapshot().State);
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_EmptyLoopedFile_WaitsBetween()
    {
        using var camera = new PipelineHarness { Plan = Plan with { Loop = true } };
        camera.Start(static _ => ScriptedSource.EndOfFile);
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        Assert.Equal(1, camera.Source.Connections);
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_RecordingFromAnAddress_EndsWithoutBeingAskedToLoop()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(
            static source => { source.Frames(4); return new SourceEnd(EndReason.EndOfStream, "closed"); },
            static source => { source.Frames(4); return ScriptedSource.EndOfFile; });
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        camera.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ScriptedSource.EndOfFile, await camera.EndAsync());
        Assert.Equal(CameraState.Ended, camera.Pipeline.Monitor.Snapshot().State);
        Assert.Equal((2, 8), (camera.Source.Connections, camera.Published.Count));
    }

    [Fact]
    public async Task Run_KeepsFailing_WaitsLongerEachTime()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start([.. Enumerable.Repeat<Func<SourceSession, SourceEnd>>(static _ => new SourceEnd(EndReason.Unreachable, "refused"), 7)]);

        // Half of the ceiling, as the fixed random says: 1, 2, 4, 8, 16, 30, 30.
        foreach (var seconds in new[] { 0.5, 1, 2, 4, 8, 15, 15 })
        {
            await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
            var status = camera.Pipeline.Monitor.Snapshot();
            Assert.Equal((CameraState.Unreachable, "refused"), (status.State, status.Message));
            Assert.Equal(camera.Time.GetUtcNow().AddSeconds(seconds), status.NextTry);
            camera.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await Eventually.ThatAsync(() => camera.Source.Connections == 8);
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_Healthy60Seconds_BeginsWithShortWaitsAgain()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(
            static _ => new SourceEnd(EndReason.Unreachable, "refused"),
            static _ => new SourceEnd(EndReason.Unreachable, "refused"),
            source => { source.Frames(1); camera.Time.Advance(TimeSpan.FromSeconds(61)); return new SourceEnd(EndReason.Stalled, "silent"); });
        foreach (var seconds in new[] { 0.5, 1, 0.5 })
        {
            await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
            Assert.Equal(camera.Time.GetUtcNow().AddSeconds(seconds), camera.Pipeline.Monitor.Snapshot().NextTry);
            camera.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await Eventually.ThatAsync(() => camera.Source.Connections == 4);
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_TryAgain_ShowsTheFailureButNoNextTry()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(static _ => new SourceEnd(EndReason.Unreachable, "refused"));
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        camera.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.ThatAsync(() => camera.Source.Connections == 2);
        var status = camera.Pipeline.Monitor.Snapshot();
        Assert.Equal(CameraState.Unreachable, status.State);
        Assert.Null(status.NextTry);
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_LoginRefused_WaitsLongEnoughNotToBeLockedOut()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(static _ => new SourceEnd(EndReason.AuthenticationFailed, "401"));
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        var status = camera.Pipeline.Monitor.Snapshot();
        Assert.Equal(CameraState.AuthenticationFailed, status.State);
        Assert.InRange(status.NextTry!.Value - camera.Time.GetUtcNow(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        await camera.StopAsync();
    }

    [Fact]
    public async Task Run_WholeLife_ReportsEachState()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        using var begin = new SemaphoreSlim(0);
        var states = new ConcurrentQueue<(CameraState State, DateTimeOffset? NextTry)>();
        camera.Start(
            source => { begin.Wait(); source.Report(); source.Frames(3); return new SourceEnd(EndReason.EndOfStream, "closed"); },
            source => { source.Report(); source.Frames(3); source.WaitForCancellation(); return new SourceEnd(EndReason.Stopped, ""); });
        Assert.Equal(CameraState.Connecting, camera.Pipeline.Monitor.Snapshot().State);
        camera.Pipeline.Monitor.Changed += status =>
        {
            // The first published frame tells of the camera, whatever the state is then.
            if (states.LastOrDefault() != (status.State, status.NextTry))
            {
                states.Enqueue((status.State, status.NextTry));
            }
        };
        begin.Release();
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        camera.Time.Advance(TimeSpan.FromSeconds(1));
        await camera.Published.WaitForAsync(6);
        Assert.Equal("h264", camera.Pipeline.Monitor.Snapshot().Report!.Value.Codec);
        await camera.StopAsync();
        Assert.Equal([CameraState.Streaming, CameraState.Disconnected, CameraState.Disconnected, CameraState.Streaming, CameraState.Stopped], states.Select(state => state.State));
    }

    [Fact]
    public async Task Run_SourceReadOnceFails_ReturnsWhy()
    {
        using var camera = new PipelineHarness();
        camera.Start(static source => { source.Frames(7); return new SourceEnd(EndReason.DecodeError, "broken data"); });
        Assert.Equal(new SourceEnd(EndReason.DecodeError, "broken data"), await camera.EndAsync());
        Assert.Equal(7, camera.Published.Count);
        Assert.Equal(CameraState.DecodeError, camera.Pipeline.Monitor.Snapshot().State);
    }

    [Fact]
    public async Task Run_SourceThrows_CountsAsAFailedConnection()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(
            static source => { source.Frames(2); throw new InvalidOperationException("a bug in the source"); },
            static source => { source.Frames(2); source.WaitForCancellation(); return new SourceEnd(EndReason.Stopped, ""); });
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        Assert.Equal(CameraState.Failed, camera.Pipeline.Monitor.Snapshot().State);
        camera.Time.Advance(TimeSpan.FromSeconds(1));
        await camera.Published.WaitForAsync(4);
        await camera.StopAsync(1015);
        Assert.Single(camera.Log.Errors);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Run_StageBreaks_StopsTheSourceAndThrows(bool detectBreaks, bool lossless)
    {
        void Fail(long sequence, bool here)
        {
            if (here && sequence == 5)
            {
                throw new InferenceException("no memory");
            }
        }

        using var camera = new PipelineHarness
        {
            Plan = Plan with { Lossless = lossless },
            Log = new LogCollector { BreakAt = 1001 },
            Detector = new() { Behaviour = (frame, found) => { Fail(frame.Stamp.Sequence, detectBreaks); found.Add(PipelineHarness.Person()); } },
            PoseModel = new() { Behaviour = (crop, _) => Fail(crop.Frame.Stamp.Sequence, !detectBreaks) },
        };
        camera.Start(source =>
        {
            // Live, the sixth frame must come through to be the one that fails.
            for (var i = 0; i < 6; i++)
            {
                source.Frames(1);
                SpinWait.SpinUntil(() => camera.Flow.InFlight == 0, TimeSpan.FromSeconds(20));
            }

            source.Frames(int.MaxValue);
            return new SourceEnd(EndReason.Stopped, "");
        });
        await camera.FaultAsync<IOException>();
        camera.AssertClean(1020);
        Assert.Equal(CameraState.Failed, camera.Pipeline.Monitor.Snapshot().State);
        Assert.Equal(1, camera.Source.Connections);
    }

    [Fact]
    public async Task Stop_WhileWaitingToTryAgain_EndsAtOnce()
    {
        using var camera = new PipelineHarness { Plan = Plan };
        camera.Start(static _ => new SourceEnd(EndReason.Unreachable, "refused"));
        await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
        Assert.Equal(EndReason.Stopped, (await camera.StopAsync()).Reason);
        Assert.Equal(CameraState.Stopped, camera.Pipeline.Monitor.Snapshot().State);
    }
}
