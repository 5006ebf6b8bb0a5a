using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Flow;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineFlowTests
{
    [Fact]
    public async Task Run_Lossless_PublishesEveryFrameInOrder()
    {
        using var camera = new PipelineHarness();
        camera.Start(static source => { source.Frames(300); return ScriptedSource.EndOfFile; });
        var end = await camera.EndAsync();
        Assert.Equal(EndReason.EndOfFile, end.Reason);
        Assert.Equal(Enumerable.Range(0, 300).Select(static i => (long)i), camera.Published.Frames.Select(static frame => frame.Stamp.Sequence));
        Assert.Equal(0, camera.Flow.Dropped);
    }

    [Fact]
    public async Task Run_NobodyInSight_StillPublishesFrames()
    {
        using var camera = new PipelineHarness();
        camera.Start(static source => { source.Frames(3); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.All(camera.Published.Frames, static frame => Assert.Empty(frame.People));
        Assert.Equal(["fake-detector", "fake-pose"], camera.Published.Frames[0].ModelIds);
        Assert.Equal(0, camera.PoseModel.Runs);
    }

    [Fact]
    public async Task Run_TwoPeople_ArePlacedInMetres()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => { found.Add(PipelineHarness.Person(150, 260)); found.Add(PipelineHarness.Person(500, 200)); } },
        };
        camera.Start(static source => { source.Frames(10); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var people = camera.Published.Frames[^1].People;
        Assert.Equal(2, people.Count);
        var focal = 320 / MathF.Tan(MathF.PI / 6);
        foreach (var person in people)
        {
            var expected = new Vector3((person.Box.Center - new Vector2(320, 240)) / focal, 1) * SyntheticPerson.Depth_m;
            Assert.True(Vector3.Distance(expected, person.Root_m!.Value) < 0.02f, $"{expected} was published as {person.Root_m}");
            Assert.Equal(TrackState.Confirmed, person.State);
            Assert.Equal(1.75f, person.BodyHeight_m!.Value, 0.01f);
            Assert.InRange(person.ReprojectionError_px!.Value, 0, 0.1f);
            Assert.Contains(person.Joints, static joint => joint.Position_m is not null);
        }
    }

    [Fact]
    public async Task Run_LiveAndAllBuffersOut_CountsNoBuffer()
    {
        using var free = new SemaphoreSlim(0);
        using var camera = new PipelineHarness { Detector = new() { Behaviour = (_, _) => free.Wait() } };
        using var live = new PipelineHarness { Plan = camera.Plan with { Lossless = false, Buffers = 2 }, Detector = camera.Detector };
        live.Start(source => RushWhileBusy(source, live, free));
        await live.EndAsync();
        Assert.Equal(2, live.Published.Count);
        Assert.Equal(19, live.Drops(DropReason.NoBuffer));
        AssertGapsAreDrops(live);
    }

    [Fact]
    public async Task Run_LiveAndDetectorSlow_NewestSupersedes()
    {
        using var free = new SemaphoreSlim(0);
        using var model = new FakeDetectorModel { Behaviour = (_, _) => free.Wait() };
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { Lossless = false }, Detector = model };
        camera.Start(source => RushWhileBusy(source, camera, free));
        await camera.EndAsync();
        Assert.Equal([0L, 20L], camera.Published.Frames.Select(static frame => frame.Stamp.Sequence));
        Assert.Equal(19, camera.Drops(DropReason.Superseded));
        AssertGapsAreDrops(camera);
    }

    [Fact]
    public async Task Run_AnotherCameraHasTheOnlyTurn_TakesTheNewestWhenItIsItsOwn()
    {
        var limit = new InFlightLimit(1);
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { Lossless = false }, Limit = limit };
        await limit.EnterAsync(new WorkTicket());
        camera.Start(source =>
        {
            source.Frames(20);
            limit.Leave();
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal([19L], camera.Published.Frames.Select(static frame => frame.Stamp.Sequence));
        Assert.Equal(19, camera.Drops(DropReason.Superseded));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_FewTurnsAndFaults_GivesEachBack(int turns)
    {
        var limit = new InFlightLimit(turns);
        using var camera = new PipelineHarness
        {
            Limit = limit,
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    if (frame.Stamp.Sequence % 3 == 0)
                    {
                        throw new InferenceException("out of memory");
                    }

                    found.Add(PipelineHarness.Person());
                },
            },
            PoseModel = new() { Behaviour = static (crop, _) => { if (crop.Frame.Stamp.Sequence % 3 == 1) { throw new InferenceException("out of memory"); } } },
        };
        camera.Start(static source => { source.Frames(30); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(10, camera.Published.Count);
        for (var i = 0; i < turns; i++)
        {
            await limit.EnterAsync(new WorkTicket()).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }

        Assert.False(limit.EnterAsync(new WorkTicket()).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Run_StoppedWithFramesOnTheirWay_GivesTheirTurnsBack()
    {
        var limit = new InFlightLimit(2);
        using var camera = new PipelineHarness { Limit = limit, Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) } };
        camera.Start(static source => { source.Frames(int.MaxValue); return ScriptedSource.EndOfFile; });
        await camera.Published.WaitForAsync(10);
        await camera.StopAsync();
        await limit.EnterAsync(new WorkTicket()).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await limit.EnterAsync(new WorkTicket()).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(limit.EnterAsync(new WorkTicket()).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Run_BrokenFrames_AreCountedAlone()
    {
        using var camera = new PipelineHarness();
        camera.Start(static source =>
        {
            source.Frames(5);
            source.BrokenFrame();
            source.Frames(5);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal(10, camera.Published.Count);
        Assert.Equal(1, camera.Drops(DropReason.ItemFault));
        Assert.DoesNotContain(camera.Published.Frames, static frame => frame.Stamp.Sequence == 5);
    }

    [Fact]
    public async Task Run_DetectorFails_DropsThoseFramesOnly()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (frame, _) => { if (frame.Stamp.Sequence % 3 == 0) { throw new InferenceException("out of memory"); } } },
        };
        camera.Start(static source => { source.Frames(30); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(20, camera.Published.Count);
        Assert.Equal(10, camera.Drops(DropReason.ItemFault));
    }

    [Fact]
    public async Task Run_PoseFails_DropsThoseFramesOnly()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => { found.Add(PipelineHarness.Person()); found.Add(PipelineHarness.Person(100)); } },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    if (crop.Frame.Stamp.Sequence % 4 == 1)
                    {
                        throw new InferenceException("out of memory");
                    }

                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                },
            },
        };
        camera.Start(static source => { source.Frames(40); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(30, camera.Published.Count);
        Assert.Equal(10, camera.Drops(DropReason.ItemFault));
    }

    [Fact]
    public async Task Run_BoxWithoutArea_CostsThatPoseOnly()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => { found.Add(PipelineHarness.Person()); found.Add(new(new(50, 50, 50, 50), 0.8f)); } },
        };
        camera.Start(static source => { source.Frames(20); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(20, camera.Published.Count);
        Assert.All(camera.Published.Frames, static frame => Assert.Contains(frame.People, static person => person.Root_m is not null));
    }

    [Fact]
    public async Task Run_PublisherThrows_OthersStillGetEveryFrame()
    {
        using var camera = new PipelineHarness { OtherPublishers = [new ThrowingPublisher()] };
        camera.Start(static source => { source.Frames(20); return ScriptedSource.EndOfFile; });
        await camera.EndAsync(1021);
        Assert.Equal(20, camera.Published.Count);
    }

    [Fact]
    public async Task Run_DetectorHasABug_LogsOnceASecondAndGoesOn()
    {
        using var camera = new PipelineHarness { Detector = new() { Behaviour = static (_, _) => throw new InvalidOperationException("a bug") } };
        camera.Start(static source => { source.Frames(50); return ScriptedSource.EndOfFile; });
        await camera.EndAsync(1000);
        Assert.Equal(50, camera.Drops(DropReason.ItemFault));

        // The camera's clock stands still, so the first line stands for all.
        Assert.Single(camera.Log.Entries, static entry => entry.Event.Id == 1001);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_WhileBusy_DropsWhatWaitsAndEnds(bool lossless)
    {
        using var free = new SemaphoreSlim(0);
        using var model = new FakeDetectorModel { Behaviour = (_, _) => free.Wait() };
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { Lossless = lossless }, Detector = model };
        camera.Start(static source => { source.Frames(int.MaxValue); return new SourceEnd(EndReason.Stopped, ""); });
        // One with the network, one that waits for it, one that nobody has taken: the last is dropped whatever the others come to.
        await Eventually.ThatAsync(() => model.Runs == 1 && camera.Flow.InFlight >= 3);
        var stopping = camera.StopAsync();
        Assert.False(stopping.IsCompleted);
        free.Release(1000);
        Assert.Equal(EndReason.Stopped, (await stopping).Reason);
        Assert.InRange(camera.Published.Count, 0, 2);
        Assert.InRange(camera.Drops(DropReason.Stopped), 1, 5);
    }

    [Fact]
    public async Task Run_DetectEveryThird_PublishesEveryFrameWithPeople()
    {
        using var camera = new PipelineHarness
        {
            Plan = new PipelineHarness().Plan with { DetectEvery = 3 },
            Detector = new() { Behaviour = static (frame, found) => found.Add(PipelineHarness.Person(100 + (3 * frame.Stamp.Sequence))) },
        };
        camera.Start(static source => { source.Frames(31); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        // The first three until the person is believed, then every third.
        Assert.Equal(12, camera.Detector.Runs);
        Assert.Equal(31, camera.Published.Count);
        Assert.Equal(31, camera.PoseModel.Runs);
        Assert.All(camera.Published.Frames, static frame => Assert.NotNull(Assert.Single(frame.People).Root_m));
        Assert.Equal(100 + (3 * 29), camera.Published.Frames[29].People[0].Box.Center.X, 4f);
    }

    [Fact]
    public async Task Run_MorePeopleThanAllowed_LikeliestGetPoses()
    {
        using var camera = new PipelineHarness
        {
            Plan = new PipelineHarness().Plan with { MaxPeople = 1 },
            Detector = new() { Behaviour = static (_, found) => { found.Add(PipelineHarness.Person()); found.Add(PipelineHarness.Person(100) with { Score = 0.6f }); } },
        };
        camera.Start(static source => { source.Frames(5); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.All(camera.Published.Frames, static frame => Assert.Equal(
            frame.People.MaxBy(static person => person.ExistenceProbability), Assert.Single(frame.People, static person => person.Joints.Count > 0)));
    }

    private static SourceEnd RushWhileBusy(SourceSession source, PipelineHarness camera, SemaphoreSlim free)
    {
        source.Frames(1);
        Assert.True(SpinWait.SpinUntil(() => camera.Detector.Runs == 1, TimeSpan.FromSeconds(20)));
        source.Frames(20);
        free.Release(1000);
        return ScriptedSource.EndOfFile;
    }

    private static void AssertGapsAreDrops(PipelineHarness camera)
    {
        var last = camera.Published.Frames[^1];
        Assert.Equal(camera.Flow.Decoded - camera.Published.Count, camera.Flow.Dropped);
        Assert.Equal(camera.Flow.Dropped, camera.Published.Frames.Sum(static frame => frame.DroppedSinceLast));
        Assert.InRange(last.Stamp.Sequence, 1, camera.Flow.Decoded - 1);
    }
}
