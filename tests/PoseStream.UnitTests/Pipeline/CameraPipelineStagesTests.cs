using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Supervision;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>Root, lifter, sequence and mesh networks between the poses and the places. Every run checks the law of conservation.</summary>
public sealed class CameraPipelineStagesTests
{
    // SourceSession's pace.
    private const double Frame_s = 1 / 25.0;

    private static readonly PipelinePlan Plan = new PipelineHarness().Plan with { Refinement = RefinementOptions.Default with { Method = RefinementMethod.None } };

    /// <summary>Walks to the right, 4 pixels a frame.</summary>
    private static FakeDetectorModel Walker => new() { Behaviour = static (frame, found) => found.Add(PipelineHarness.Person(200 + (4 * frame.Stamp.Sequence))) };

    private static FakePoseModel PixelsOnly => new()
    {
        Behaviour = static (crop, estimate) =>
        {
            SyntheticPerson.Standing.SeenIn(crop, estimate);
            foreach (ref var joint in estimate.Joints)
            {
                joint = joint with { RootRelative_m = new Vector3(float.NaN) };
            }
        },
    };

    [Fact]
    public async Task Sequence_ThatSaysWhatItIsTold_ChangesNothing()
    {
        var plain = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker }, 20);
        var with = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker, Sequence = new FakeTemporalModel(9, 0) }, 20);
        for (var i = 0; i < 20; i++)
        {
            AssertSame(plain[i], with[i]);
            Assert.Equal(plain[i].Joints.Select(joint => joint.Pixel), with[i].Joints.Select(joint => joint.Pixel));
            Assert.Equal(TimeSpan.Zero, with[i].Motion!.Delay);
        }
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(4, 3)]
    public async Task Sequence_ThatLooksAhead_SaysWhereThePersonWasAndHowLongAgo(int window, int delay)
    {
        var plain = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker }, 20);
        var late = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker, Sequence = new FakeTemporalModel(window, delay) }, 20);
        for (var i = 0; i < 20; i++)
        {
            // Pixels are the frame's own.
            Assert.Equal(plain[i].Box, late[i].Box);
            Assert.Equal(plain[i].Joints.Select(joint => joint.Pixel), late[i].Joints.Select(joint => joint.Pixel));
            if (i < delay)
            {
                Assert.Null(late[i].Root_m);
                Assert.All(late[i].Joints, static joint => Assert.Null(joint.Position_m));
            }
            else
            {
                AssertSame(plain[i - delay], late[i]);
                Assert.Equal(delay * Frame_s, late[i].Motion!.Delay.TotalSeconds, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public async Task Sequence_PersonOutOfSight_IsPredictedOnlyFromWhatIsNotOld(int delay, bool isPlaced)
    {
        var gone = new FakeDetectorModel { Behaviour = static (frame, found) => { if (frame.Stamp.Sequence < 15) { found.Add(PipelineHarness.Person()); } } };
        var people = await RunAsync(new PipelineHarness { Plan = Plan, Detector = gone, Sequence = new FakeTemporalModel(7, delay) }, 20);
        Assert.NotNull(people[14].Root_m);
        Assert.All(people.Skip(15), person => Assert.Equal((TrackState.Lost, isPlaced), (person.State, person.Root_m is not null)));
    }

    [Fact]
    public async Task LiftAndSequence_BothLookAhead_TheirDelaysAddUp()
    {
        var plain = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker }, 20);
        var late = await RunAsync(
            new PipelineHarness { Plan = Plan, Detector = Walker, Lift = new FakeTemporalModel(5, 2), Sequence = new FakeTemporalModel(3, 1) }, 20);
        Assert.All(late.Take(3), static person => Assert.Null(person.Root_m));
        AssertSame(plain[16], late[19]);
        Assert.Equal(3 * Frame_s, late[19].Motion!.Delay.TotalSeconds, 1e-6);
    }

    [Fact]
    public async Task Lift_OfAPixelNetwork_GivesMetresAndTheJointsThatOnlyItKnows()
    {
        // MediaPipe's joints have no head top; the lifter's input has one by COCO's rule, and the lifter knows where it is.
        var pixelsOnly = PixelsOnly;
        var lifter = new FakeTemporalModel(1, 0, H36m17.Skeleton)
        {
            Behaviour = static (window, result) =>
            {
                for (var j = 0; j < result.Joints.Length; j++)
                {
                    var name = H36m17.Skeleton.Joints[j].Name;
                    var place = Halpe26.Skeleton.TryIndexOf(name, out var same) ? SyntheticPerson.Standing.Joints_m[same] : default;
                    result.Joints[j] = window[window.Target].Joints[j] with { RootRelative_m = place };
                }
            },
        };
        var with = new PipelineHarness { Plan = Plan, Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) }, PoseModel = pixelsOnly };
        Assert.All(await RunAsync(with, 5), static person => Assert.Null(person.Root_m));
        var people = await RunAsync(
            new PipelineHarness { Plan = Plan, Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) }, PoseModel = pixelsOnly, Lift = lifter }, 5);
        Assert.All(people, static person =>
        {
            Assert.Equal(SyntheticPerson.Depth_m, person.Root_m!.Value.Z, 0.1f);
            var head = person.Joints.Single(static joint => joint.Index == Halpe26.Skeleton.IndexOf("head"));
            Assert.True(head.Position_m!.Value.Y < -0.7f && float.IsFinite(head.Pixel.Y), $"{head}");
            var eye = person.Joints.Single(static joint => joint.Index == Halpe26.Skeleton.IndexOf("left_eye"));
            Assert.Null(eye.Position_m);
        });
    }

    [Fact]
    public async Task Root_SaysWhatAPixelSpans_IsWhereThePersonStands()
    {
        // A 60° camera of 640 pixels: focal length 554.3.
        var root = new FakeRootModel { Behaviour = static _ => new RootEstimate(default, 7 / 554.2563f) };
        var people = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker, Root = root }, 5);
        Assert.All(people, static person => Assert.Equal(7, person.Root_m!.Value.Z, 0.01f));
        Assert.All(people, static person => Assert.Null(person.ReprojectionError_px));
    }

    [Fact]
    public async Task Root_OfAPixelNetwork_PlacesTheRootAlone()
    {
        var root = new FakeRootModel { Behaviour = static _ => new RootEstimate(default, 7 / 554.2563f) };
        var people = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker, PoseModel = PixelsOnly, Root = root }, 5);
        Assert.All(people, static person =>
        {
            Assert.Equal(7, person.Root_m!.Value.Z, 0.01f);
            Assert.NotEmpty(person.Joints);
            Assert.All(person.Joints, static joint => Assert.Null(joint.Position_m));
            Assert.Null(person.BodyHeight_m);
        });
    }

    [Fact]
    public async Task Root_MakesNoSense_LeavesItToTheFit()
    {
        var people = await RunAsync(new PipelineHarness { Plan = Plan, Detector = Walker, Root = new FakeRootModel() }, 5);
        Assert.All(people, static person => Assert.Equal(SyntheticPerson.Depth_m, person.Root_m!.Value.Z, 0.1f));
    }

    [Fact]
    public async Task Sequence_LongGap_BeginsAnew()
    {
        var counts = new List<int>();
        var network = new FakeTemporalModel(8, 0) { Behaviour = (window, result) => { counts.Add(window.Count); window[window.Target].Joints.CopyTo(result.Joints); } };
        using var camera = new PipelineHarness
        {
            Plan = Plan with { Tracking = new TrackerOptions(EndAfter_s: 5) },
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
            Sequence = network,
        };
        camera.Start(static source =>
        {
            source.Frames(4);
            source.Pause(0.3);
            source.Frames(2);
            source.Pause(0.8);
            source.Frames(2);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6, 1, 2], counts);
    }

    [Fact]
    public async Task Sequence_NewEpochAndNewPerson_NeverSeesTheOneBefore()
    {
        var counts = new List<int>();
        var network = new FakeTemporalModel(8, 0) { Behaviour = (window, result) => { counts.Add(window.Count); window[window.Target].Joints.CopyTo(result.Joints); } };
        using var camera = new PipelineHarness { Plan = Plan, Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) }, Sequence = network };
        camera.Start(static source =>
        {
            source.Frames(3);
            source.Jump(100);
            source.Frames(1);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal([1, 2, 3, 1, 2], counts);
    }

    [Fact]
    public async Task Sequence_RunFails_CostsItsFramesOnly()
    {
        var network = new FakeTemporalModel(4, 1);
        var run = 0;
        network.Behaviour = (window, result) =>
        {
            if (++run is 3 or 4)
            {
                throw new InferenceException("no memory");
            }

            window[window.Target].Joints.CopyTo(result.Joints);
        };
        using var camera = new PipelineHarness { Plan = Plan, Detector = Walker, Sequence = network };
        camera.Start(static source =>
        {
            source.Frames(10);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal((8L, 2L), (camera.Flow.Published, camera.Drops(DropReason.ItemFault)));
        Assert.NotNull(camera.Published.Frames[^1].People[0].Root_m);
    }

    [Fact]
    public async Task Run_WhatIsKnownOfSomebodyFailsEveryFrame_SaysSoAndForgetsThem()
    {
        const int Fine = 12;
        var network = new FakeTemporalModel(20, 0)
        {
            Behaviour = static (window, result) =>
            {
                if (window.Count > Fine)
                {
                    throw new InferenceException("not a number");
                }

                window[window.Target].Joints.CopyTo(result.Joints);
            },
        };
        var states = new List<string>();
        using var camera = new PipelineHarness { Plan = Plan with { Lossless = false }, Detector = Walker, Sequence = network };
        camera.Start(source =>
        {
            camera.Pipeline.Monitor.Changed += status =>
            {
                // The first published frame tells of the camera, and changes no state.
                if (status.State is not CameraState.Streaming || states is not [.., "Streaming "])
                {
                    states.Add($"{status.State} {status.Message}");
                }
            };
            for (var i = 0; i < Fine + FrameFaults.Frames + 1 + Fine; i++)
            {
                source.Frames(1);
                Assert.True(SpinWait.SpinUntil(() => camera.Flow.InFlight == 0, TimeSpan.FromSeconds(20)));
                camera.Time.Advance(FrameFaults.Length / FrameFaults.Frames);
            }

            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync(1003);
        Assert.Equal((2L * Fine, FrameFaults.Frames + 1L), (camera.Flow.Published, camera.Drops(DropReason.ItemFault)));
        Assert.Equal(["Streaming ", "Failed every frame for 5 s was lost: not a number", "Streaming ", "Ended end of file"], states);
        Assert.Single(camera.Log.Entries, static entry => entry.Event.Id == 1003);

        // Who was forgotten ended, once, and who is there now is somebody else.
        Assert.Single(camera.Ends());
        Assert.NotEqual(camera.Published.Frames[0].People[0].Track, camera.Published.Frames[^1].People[0].Track);
    }

    [Fact]
    public async Task Run_RecordingThatFailsForLong_IsTrackedAsEver()
    {
        var network = new FakeTemporalModel(20, 0)
        {
            Behaviour = static (window, result) =>
            {
                if (window.Count is > 5 and < 20)
                {
                    throw new InferenceException("not a number");
                }

                window[window.Target].Joints.CopyTo(result.Joints);
            },
        };
        using var camera = new PipelineHarness { Plan = Plan, Detector = Walker, Sequence = network };
        camera.Start(source =>
        {
            for (var i = 0; i < 40; i++)
            {
                camera.Time.Advance(FrameFaults.Length);
                source.Frames(1);
            }

            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal(14, camera.Drops(DropReason.ItemFault));
        Assert.Single(camera.Published.Frames.SelectMany(static frame => frame.People).Select(static person => person.Track).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stages_CancelledWhileANetworkRuns_AccountForEveryFrame(bool lossless)
    {
        using var running = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var network = new FakeTemporalModel(4, 1);
        network.Behaviour = (window, result) =>
        {
            running.Release();
            go.Wait();
            window[window.Target].Joints.CopyTo(result.Joints);
        };
        using var camera = new PipelineHarness { Plan = Plan with { Lossless = lossless }, Detector = Walker, Root = new FakeRootModel(), Lift = network };
        await camera.StopWhileAsync(running, go);
        Assert.True(camera.Flow.Decoded > 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mesh_OnlyWhereItIsWanted(bool wanted)
    {
        var mesh = new FakeMeshModel();
        var people = await RunAsync(new PipelineHarness { Plan = Plan with { Mesh = wanted }, Detector = Walker, Mesh = mesh }, 3);
        Assert.Equal(wanted ? 3 : 0, mesh.Runs);
        Assert.All(people, person =>
        {
            Assert.Equal(wanted, person.Mesh is not null);
            if (person.Mesh is { } surface)
            {
                // The network's vertices are the root and a metre to its right; where the root was moved along its ray the body grew alike.
                AssertClose(person.Root!.Value.Position_m, surface.Vertices_m[0]);
                var aside = surface.Vertices_m[1] - surface.Vertices_m[0];
                Assert.InRange(aside.X, 0.2f, 5);
                AssertClose(Vector3.UnitX, aside / aside.X);
            }
        });
    }

    [Fact]
    public async Task Stages_NobodyInThePicture_RunNothingAndPublish()
    {
        var network = new FakeTemporalModel(4, 1);
        using var camera = new PipelineHarness { Plan = Plan with { Mesh = true }, Root = new FakeRootModel(), Lift = network, Sequence = network, Mesh = new FakeMeshModel() };
        camera.Start(static source =>
        {
            source.Frames(5);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal((5L, 0), (camera.Flow.Published, network.Runs));
    }

    /// <summary>The one person of each frame.</summary>
    private static async Task<IReadOnlyList<PersonPose>> RunAsync(PipelineHarness camera, int frames)
    {
        using (camera)
        {
            camera.Start(source =>
            {
                source.Frames(frames);
                return ScriptedSource.EndOfFile;
            });
            await camera.EndAsync();
            return [.. camera.Published.Frames.Select(static frame => Assert.Single(frame.People))];
        }
    }

    private static void AssertSame(PersonPose expected, PersonPose actual)
    {
        AssertClose(expected.Root_m!.Value, actual.Root_m!.Value);
        Assert.Equal(expected.Joints.Count, actual.Joints.Count);
        foreach (var (joint, other) in expected.Joints.Zip(actual.Joints))
        {
            AssertClose(joint.Position_m!.Value, other.Position_m!.Value);
        }
    }

    private static void AssertClose(Vector3 expected, Vector3 actual) => Assert.True(Vector3.Distance(expected, actual) < 2e-3f, $"expected {expected}, found {actual}");
}
