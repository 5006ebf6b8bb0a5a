using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>A re-identification network between detection and tracking. Pictures are grey: everybody wears the same. Every run checks the law of conservation.</summary>
public sealed class CameraPipelineReidTests
{
    private const float Left = 250;
    private const float Right = 340;

    // Two stand side by side, go behind something, change places there, and come out.
    private const int Hidden = 15;
    private const int Out = 40;
    private const int Frames = 50;

    private static readonly float[] Ann = [1, 0.2f, 0, 0];
    private static readonly float[] Bob = [0.2f, 1, 0, 0];

    private static FakeDetectorModel Two => new()
    {
        Behaviour = static (frame, found) =>
        {
            if (frame.Stamp.Sequence is < Hidden or >= Out)
            {
                found.Add(PipelineHarness.Person(Left));
                found.Add(PipelineHarness.Person(Right));
            }
        },
    };

    [Fact]
    public async Task Reid_TwoInTheSameClothesChangePlaces_StayWhoTheyAre()
    {
        var (before, after) = await RunAsync(new FakeReidModel { Behaviour = WhoIsThere });
        Assert.Equal((before.Right, before.Left), (after.Left, after.Right));
    }

    [Fact]
    public async Task Reid_NotInThePreset_TakesEitherForTheOther()
    {
        var (before, after) = await RunAsync(null);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Reid_VectorsThatAreNoNumbers_AreAsNone()
    {
        var (before, after) = await RunAsync(new FakeReidModel { Behaviour = static _ => [float.NaN, 0, 0, 0] });
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Reid_SomebodyWhoStands_IsAskedSeldom()
    {
        var reid = new FakeReidModel { Behaviour = static _ => Ann };
        using var camera = new PipelineHarness { Reid = reid, Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) } };
        camera.Start(static source =>
        {
            source.Frames(100);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.InRange(reid.Runs, 5, 7);
        Assert.All(camera.Published.Frames, static frame => Assert.Equal(["fake-detector", "fake-reid", "fake-pose"], frame.ModelIds));
    }

    [Fact]
    public async Task Reid_MorePeopleThanArePosed_AsksAboutTheSurest()
    {
        var reid = new FakeReidModel { Behaviour = static _ => Ann };
        using var camera = new PipelineHarness
        {
            Plan = new PipelineHarness().Plan with { MaxPeople = 3 },
            Reid = reid,
            Detector = new()
            {
                Behaviour = static (_, found) =>
                {
                    for (var i = 0; i < 6; i++)
                    {
                        found.Add(PipelineHarness.Person(100 + (80 * i)));
                    }
                },
            },
        };
        camera.Start(static source =>
        {
            source.Frames(1);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal(3, reid.Runs);
    }

    [Fact]
    public async Task Reid_NobodyInThePicture_RunsNothing()
    {
        var reid = new FakeReidModel();
        using var camera = new PipelineHarness { Reid = reid };
        camera.Start(static source =>
        {
            source.Frames(5);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal((5L, 0), (camera.Flow.Published, reid.Runs));
    }

    [Fact]
    public async Task Reid_RunFails_CostsItsFramesOnly()
    {
        var reid = new FakeReidModel
        {
            Behaviour = static crop => crop.Frame.Stamp.Sequence is 1 ? throw new InferenceException("no memory") : Ann,
        };
        using var camera = new PipelineHarness { Reid = reid, Detector = Two };
        camera.Start(static source =>
        {
            source.Frames(8);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal((7L, 1L), (camera.Flow.Published, camera.Drops(DropReason.ItemFault)));
    }

    [Fact]
    public async Task Reid_DetectorFails_IsNotAsked()
    {
        var reid = new FakeReidModel { Behaviour = static _ => Ann };
        using var camera = new PipelineHarness
        {
            Reid = reid,
            Detector = new()
            {
                Behaviour = static (_, found) =>
                {
                    found.Add(PipelineHarness.Person());
                    throw new InferenceException("no memory");
                },
            },
        };
        camera.Start(static source =>
        {
            source.Frames(3);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal((3L, 0), (camera.Drops(DropReason.ItemFault), reid.Runs));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reid_CancelledWhileItRuns_AccountsForEveryFrame(bool lossless)
    {
        using var running = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var reid = new FakeReidModel
        {
            Behaviour = _ =>
            {
                running.Release();
                go.Wait();
                return Ann;
            },
        };
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { Lossless = lossless }, Reid = reid, Detector = Two };
        await camera.StopWhileAsync(running, go);
        Assert.True(camera.Flow.Decoded > 0);
    }

    private static float[] WhoIsThere(PoseCrop crop)
    {
        var isLeft = crop.Transform.ToFrame(new(64, 128)).X < (Left + Right) / 2;
        return isLeft == crop.Frame.Stamp.Sequence < Hidden ? Ann : Bob;
    }

    /// <summary>Who is on the left and on the right, before they are hidden and at the end.</summary>
    private static async Task<((TrackId Left, TrackId Right) Before, (TrackId Left, TrackId Right) After)> RunAsync(FakeReidModel? reid)
    {
        using var camera = new PipelineHarness { Reid = reid, Detector = Two };
        camera.Start(static source =>
        {
            source.Frames(Frames);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        return (Sides(camera.Published.Frames[Hidden - 1]), Sides(camera.Published.Frames[^1]));
    }

    private static (TrackId Left, TrackId Right) Sides(PoseFrame frame)
    {
        PersonPose[] seen = [.. frame.People.Where(static person => person.State is TrackState.Confirmed).OrderBy(static person => person.Box.X1)];
        Assert.Equal(2, seen.Length);
        return (seen[0].Track, seen[1].Track);
    }
}
