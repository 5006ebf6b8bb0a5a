using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineEpochTests
{
    private static readonly PipelinePlan Plan = new PipelineHarness().Plan;

    private static FakeDetectorModel OnePerson => new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) };

    [Theory]
    [InlineData(-500)]
    [InlineData(3600)]
    public async Task Run_TimeJumps_EndsTracksOnceAndStartsAnew(double jump_s)
    {
        using var camera = new PipelineHarness { Detector = OnePerson };
        camera.Start(source =>
        {
            source.Frames(10);
            source.Jump(jump_s);
            source.Frames(9);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        var frames = camera.Published.Frames;
        Assert.All(frames.Take(10), static frame => Assert.Equal(1UL, frame.Stamp.Epoch.Value));
        Assert.All(frames.Skip(10), static frame => Assert.Equal(2UL, frame.Stamp.Epoch.Value));
        Assert.Equal(new TrackId(1), Assert.Single(camera.Ends()).Track);
        Assert.Contains(frames[10].People, static person => person.State is TrackState.Ended);
        Assert.Equal(new TrackId(2), Assert.Single(frames[^1].People).Track);
    }

    [Fact]
    public async Task Run_PicturesOfAnotherSize_EndsTracksOnceAndStartsAnew()
    {
        using var camera = new PipelineHarness { Detector = OnePerson };
        camera.Start(static source =>
        {
            source.Frames(10);
            source.Resize(new FrameGeometry(320, 240));
            source.Frames(10);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        var frames = camera.Published.Frames;
        Assert.All(frames, static (frame, i) => Assert.Equal(i < 10 ? 1UL : 2UL, frame.Stamp.Epoch.Value));
        Assert.Equal(new TrackId(1), Assert.Single(camera.Ends()).Track);
        Assert.Equal(new TrackId(2), Assert.Single(frames[^1].People).Track);
    }

    [Fact]
    public async Task Run_TimeJumps_ResetsTheFilters()
    {
        // The same person is twice as far after the jump: a filter that lives on would lag.
        var network = new FakePoseModel();
        network.Behaviour = static (crop, estimate) =>
        {
            SyntheticPerson.Standing.SeenIn(crop, estimate);
            if (crop.Frame.Stamp.Epoch.Value == 2)
            {
                for (var j = 0; j < estimate.Joints.Length; j++)
                {
                    estimate.Joints[j] = estimate.Joints[j] with { RootRelative_m = estimate.Joints[j].RootRelative_m * 2 };
                }
            }
        };
        using var camera = new PipelineHarness { Detector = OnePerson, PoseModel = network };
        camera.Start(static source =>
        {
            source.Frames(10);
            source.Jump(0.1);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal(2 * SyntheticPerson.Depth_m, camera.Published.Frames[^1].People.Single(static person => person.Root_m is not null).Root_m!.Value.Z, 0.05f);
    }

    [Fact]
    public async Task Run_PoseFailsInTheFrameOfAnEnd_TellsTheEndInTheNext()
    {
        // Frame 5 sees only a new person: the first one, still tentative, ends there, and that frame is lost to a fault.
        using var camera = new PipelineHarness
        {
            Plan = Plan with { Tracking = new TrackerOptions(ConfirmAfterHits: 100) },
            Detector = new() { Behaviour = static (frame, found) => found.Add(PipelineHarness.Person(frame.Stamp.Sequence < 5 ? 100 : 500)) },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    if (crop.Frame.Stamp.Sequence is 5 or 6)
                    {
                        throw new InferenceException("out of memory");
                    }

                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                },
            },
        };
        camera.Start(static source => { source.Frames(10); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(new TrackId(1), Assert.Single(camera.Ends()).Track);
        Assert.Contains(camera.Published.Frames.Single(static frame => frame.Stamp.Sequence == 7).People, static person => person.State is TrackState.Ended);
    }

    [Fact]
    public async Task Run_Reconnects_StartsAnEpochOnlyWhenFramesCome()
    {
        using var camera = new PipelineHarness { Plan = Plan with { Restart = true }, Detector = OnePerson };
        camera.Start(
            static source => { source.Frames(5); return new SourceEnd(EndReason.EndOfStream, "closed"); },
            static _ => new SourceEnd(EndReason.Unreachable, "refused"),
            static _ => new SourceEnd(EndReason.Unreachable, "refused"),
            static source => { source.Frames(5); source.WaitForCancellation(); return new SourceEnd(EndReason.Stopped, ""); });
        foreach (var seconds in new[] { 0.5, 1, 2 })
        {
            await Eventually.ThatAsync(() => camera.Time.ArmedTimers == 1);
            camera.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await camera.Published.WaitForAsync(10);
        await camera.StopAsync();
        Assert.Equal([1UL, 2UL], camera.Published.Frames.Select(static frame => frame.Stamp.Epoch.Value).Distinct());
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (long)i), camera.Published.Frames.Select(static frame => frame.Stamp.Sequence));
        Assert.Single(camera.Ends());
    }
}
