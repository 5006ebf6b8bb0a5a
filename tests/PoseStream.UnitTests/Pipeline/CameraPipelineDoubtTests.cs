using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineDoubtTests
{
    [Fact]
    public async Task Run_PoseSeesNobody_IsNeverConfirmedAndHasNoPlace()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => { found.Add(PipelineHarness.Person(150)); found.Add(PipelineHarness.Person(500)); } },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                    estimate.Score = crop.Transform.ToFrame(new(128, 128)).X < 320 ? 0.9f : 0.4f;
                },
            },
        };
        camera.Start(static source => { source.Frames(50); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var phantom = camera.Published.Frames.SelectMany(static frame => frame.People).Where(static person => person.Box.Center.X > 320).ToList();
        Assert.All(phantom, static person => Assert.Equal((TrackState.Tentative, null), (person.State, person.Root_m)));
        Assert.Single(phantom.DistinctBy(static person => person.Track));
        Assert.Equal(TrackState.Confirmed, camera.Published.Frames[^1].People.Single(static person => person.Box.Center.X < 320).State);
    }

    [Fact]
    public async Task Run_PoseLostForAMoment_StaysConfirmedAndItsPlaceIsPredicted()
    {
        // Frames 20 to 25 of 25 a second: a quarter of a second.
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                    estimate.Score = crop.Frame.Stamp.Sequence is >= 20 and <= 25 ? 0.1f : 1;
                },
            },
        };
        camera.Start(static source => { source.Frames(40); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        foreach (var frame in camera.Published.Frames.Skip(5))
        {
            var person = Assert.Single(frame.People);
            var isGap = frame.Stamp.Sequence is >= 20 and <= 25;
            Assert.Equal(TrackState.Confirmed, person.State);
            Assert.Equal((isGap, RootSource.JointFit), (person.Root!.Value.IsPredicted, person.Root.Value.Source));
            Assert.Equal(SyntheticPerson.Depth_m, person.Root_m!.Value.Z, 0.05f);
            Assert.Equal(isGap, person.Joints.Count == 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_DetectorMissesOneOfTwo_IsHeldByThePoseAlone(bool hasPose)
    {
        // Of two who stand beside one another, one is missed from frame 20 on: 0.6 s at 25 a second.
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    found.Add(PipelineHarness.Person(345));
                    if (frame.Stamp.Sequence < 20)
                    {
                        found.Add(PipelineHarness.Person(300));
                    }
                },
            },
            PoseModel = new()
            {
                Behaviour = (crop, estimate) =>
                {
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                    estimate.Score = hasPose || crop.Frame.Stamp.Sequence < 20 || crop.Transform.ToFrame(new(128, 128)).X > 320 ? 0.9f : 0.1f;
                },
            },
        };
        camera.Start(static source => { source.Frames(35); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var missed = camera.Published.Frames[^1].People.MinBy(static person => person.Box.Center.X)!;
        Assert.Equal(hasPose ? TrackState.Confirmed : TrackState.Lost, missed.State);
        Assert.Equal(hasPose, missed.Joints.Count > 0);
        Assert.Equal(300, missed.Box.Center.X, 4f);
    }

    [Fact]
    public async Task Run_NobodyDetectedForASecond_PredictsThePlaceAndKeepsTheId()
    {
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    if (frame.Stamp.Sequence is < 30 or > 54)
                    {
                        found.Add(PipelineHarness.Person(200 + (2 * frame.Stamp.Sequence)));
                    }
                },
            },
        };
        camera.Start(static source => { source.Frames(70); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var lost = camera.Published.Frames.Skip(30).Take(25).Select(static frame => Assert.Single(frame.People)).ToList();
        Assert.All(lost, static person => Assert.True(person is { State: TrackState.Lost, Root.IsPredicted: true, Joints.Count: 0 }));
        Assert.True(lost[^1].Root!.Value.Covariance_m2.Xx > 4 * lost[0].Root!.Value.Covariance_m2.Xx);

        // 50 pixels a second at 5 m.
        var focal = 320 / MathF.Tan(MathF.PI / 6);
        Assert.Equal((200 + (2 * 54) - 320) / focal * SyntheticPerson.Depth_m, lost[^1].Root_m!.Value.X, 0.15f);
        Assert.Single(camera.Published.Frames.SelectMany(static frame => frame.People).DistinctBy(static person => person.Track));
    }

    [Fact]
    public async Task Run_TwoTracksOfOnePerson_OneHasThePose()
    {
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (_, found) =>
                {
                    found.Add(PipelineHarness.Person());
                    found.Add(new Detection(BoundingBox.FromCenter(new(330, 280), 90, 120), 0.8f));
                },
            },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) => SeeAt(320, crop, estimate),
            },
        };
        camera.Start(static source => { source.Frames(30); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var people = camera.Published.Frames[^1].People;
        var confirmed = Assert.Single(people, static person => person.State is TrackState.Confirmed);
        Assert.Equal(200, confirmed.Box.Height, 5f);
        Assert.All(people.Except([confirmed]), static person => Assert.True(person is { State: TrackState.Tentative, Root: null, Joints.Count: 0 }));
    }

    [Fact]
    public async Task Run_BetterBoxRoundSomebodyKnown_IsNeverConfirmed()
    {
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    found.Add(new Detection(BoundingBox.FromCenter(new(300, 240), 120, 200), 0.9f));
                    if (frame.Stamp.Sequence >= 10)
                    {
                        found.Add(new Detection(BoundingBox.FromCenter(new(350, 240), 80, 200), 0.9f));
                    }
                },
            },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) => SeeAt(335, crop, estimate),
            },
        };
        camera.Start(static source => { source.Frames(40); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var known = camera.Published.Frames[0].People[0].Track;
        Assert.All(camera.Published.Frames.Skip(5), frame => Assert.NotEmpty(frame.People.Single(person => person.Track == known).Joints));
        Assert.Contains(camera.Published.Frames[^1].People, person => person.Track != known);
        Assert.All(
            camera.Published.Frames.SelectMany(static frame => frame.People).Where(person => person.Track != known),
            static person => Assert.Equal(TrackState.Tentative, person.State));
    }

    [Fact]
    public async Task Run_TwoHalvesOfSomebodyNew_OlderTrackHasThePoseAllAlong()
    {
        // The pose fills either box better by turns, the second first.
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (_, found) =>
                {
                    found.Add(new Detection(BoundingBox.FromCenter(new(300, 240), 70, 200), 0.9f));
                    found.Add(new Detection(BoundingBox.FromCenter(new(335, 240), 70, 200), 0.8f));
                },
            },
            PoseModel = new() { Behaviour = static (crop, estimate) => SeeAt(crop.Frame.Stamp.Sequence % 2 == 0 ? 335 : 300, crop, estimate) },
        };
        camera.Start(static source => { source.Frames(40); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var first = camera.Published.Frames[0].People.MinBy(static person => person.Track.Value)!.Track;
        Assert.All(camera.Published.Frames, frame => Assert.Equal(first, Assert.Single(frame.People, static person => person.Joints.Count > 0).Track));
        Assert.Equal(first, Assert.Single(camera.Published.Frames[^1].People, static person => person.State is TrackState.Confirmed).Track);
    }

    [Fact]
    public async Task Run_SecondBoxRoundSomebodyTakenForSomebodyLost_NeverHasThePose()
    {
        // Somebody walks up to another and is gone at frame 20; from 30 on there is another box, which is round the other too and which their pose fills better than their own.
        static float WalkerAt(long frame) => Math.Max(440 - (4 * frame), 350);
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    found.Add(new Detection(BoundingBox.FromCenter(new(300, 240), 120, 200), 0.9f));
                    if (frame.Stamp.Sequence is < 20 or >= 30)
                    {
                        found.Add(new Detection(BoundingBox.FromCenter(new(WalkerAt(frame.Stamp.Sequence), 240), 80, 200), 0.9f));
                    }
                },
            },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    var isWalker = crop.Transform.ToFrame(new(128, 128)).X > 325;
                    SeeAt(isWalker && crop.Frame.Stamp.Sequence < 30 ? WalkerAt(crop.Frame.Stamp.Sequence) : 335, crop, estimate);
                    estimate.Score = isWalker && crop.Frame.Stamp.Sequence is >= 20 and < 30 ? 0.1f : 0.9f;
                },
            },
        };
        camera.Start(static source => { source.Frames(60); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var known = camera.Published.Frames[0].People.MinBy(static person => person.Box.Center.X)!.Track;
        var walker = camera.Published.Frames[0].People.MaxBy(static person => person.Box.Center.X)!.Track;
        Assert.Equal(TrackState.Lost, camera.Published.Frames[29].People.Single(person => person.Track == walker).State);
        Assert.Contains(camera.Published.Frames[^1].People, person => person.Track == walker);
        foreach (var frame in camera.Published.Frames.Skip(30))
        {
            Assert.NotEmpty(frame.People.Single(person => person.Track == known).Joints);
            Assert.All(frame.People.Where(person => person.Track != known), static person => Assert.Empty(person.Joints));
        }

        Assert.Equal(TrackState.Tentative, camera.Published.Frames[^1].People.Single(person => person.Track == walker).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_PoseOfSomebodyDetectedHoldsAnother_OnlyUntilThatIsClear(bool hasOwnPose)
    {
        // Of two the older one is detected no more from frame 20 on, and the network sees the younger in both crops, or each in their own: 0.8 s at 25 a second.
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    if (frame.Stamp.Sequence < 20)
                    {
                        found.Add(PipelineHarness.Person(290));
                    }

                    if (frame.Stamp.Sequence >= 5)
                    {
                        found.Add(PipelineHarness.Person(330));
                    }
                },
            },
            PoseModel = new()
            {
                Behaviour = (crop, estimate) =>
                {
                    var middle = new Vector2(Math.Min(290 + (2 * (crop.Frame.Stamp.Sequence - 20)), 310), 240);
                    var seen = hasOwnPose || crop.Frame.Stamp.Sequence < 20 ? crop.Transform : CropTransform.Region(middle, 200, 200, 0, 256, 256);
                    SyntheticPerson.Standing.SeenIn(crop with { Transform = seen }, estimate);
                },
            },
        };
        camera.Start(static source => { source.Frames(40); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var last = camera.Published.Frames[^1].People;
        var (older, younger) = (last.MinBy(static person => person.Track.Value)!, last.MaxBy(static person => person.Track.Value)!);
        Assert.Equal((hasOwnPose ? TrackState.Confirmed : TrackState.Lost, hasOwnPose), (older.State, older.Joints.Count > 0));
        Assert.Equal((TrackState.Confirmed, true), (younger.State, younger.Joints.Count > 0));
    }

    [Fact]
    public async Task Run_SomebodyWalksPastBeforeSomebody_PlaceOfTheOneBehindStays()
    {
        // Who walks is nearer, and while they hide the other what the network sees there is larger than the one behind.
        static float WalkerAt(long frame) => 46 + (12 * frame);
        static bool Hides(long frame) => Math.Abs(WalkerAt(frame) - 320) < 40;
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = static (frame, found) =>
                {
                    found.Add(PipelineHarness.Person());
                    found.Add(new Detection(BoundingBox.FromCenter(new(WalkerAt(frame.Stamp.Sequence), 280), 120, 300), 0.9f));
                },
            },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                    var isBehind = MathF.Abs(crop.Transform.ToFrame(new(128, 128)).X - 320) < 5;
                    Grow(estimate, !isBehind ? 1.5f : Hides(crop.Frame.Stamp.Sequence) ? 1.25f : 1);
                },
            },
        };
        camera.Start(static source => { source.Frames(45); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        var behind = camera.Published.Frames[0].People.MinBy(static person => person.Box.Height)!.Track;
        foreach (var frame in camera.Published.Frames.Skip(10))
        {
            Assert.Equal(SyntheticPerson.Depth_m, frame.People.Single(person => person.Track == behind).Root_m!.Value.Z, 0.25f);
        }
    }

    /// <summary>Whichever crop: somebody who stands at <paramref name="x"/> is what is in it.</summary>
    private static void SeeAt(float x, PoseCrop crop, PoseEstimate estimate) =>
        SyntheticPerson.Standing.SeenIn(crop with { Transform = CropTransform.Region(new(x, 240), 200, 200, 0, 256, 256) }, estimate);

    /// <summary>The same person nearer: larger in the picture round the pelvis.</summary>
    private static void Grow(PoseEstimate estimate, float factor)
    {
        var (left, right) = (MediaPipe33.Skeleton.IndexOf("left_hip"), MediaPipe33.Skeleton.IndexOf("right_hip"));
        var pelvis = (estimate.Joints[left].Pixel + estimate.Joints[right].Pixel) / 2;
        foreach (ref var joint in estimate.Joints)
        {
            joint = joint with { Pixel = pelvis + (factor * (joint.Pixel - pelvis)) };
        }
    }

    [Fact]
    public async Task Run_SameRecordingTwice_IsTrackedTheSame()
    {
        var runs = new List<List<(ulong, TrackState, BoundingBox)>>();
        for (var run = 0; run < 2; run++)
        {
            using var camera = new PipelineHarness
            {
                Detector = new()
                {
                    Behaviour = static (frame, found) =>
                    {
                        var random = new Random((int)frame.Stamp.Sequence);
                        found.Add(PipelineHarness.Person(100 + random.Next(20)));
                        if (random.Next(3) > 0)
                        {
                            found.Add(PipelineHarness.Person(400 + random.Next(40)));
                        }
                    },
                },
                PoseModel = new()
                {
                    Behaviour = static (crop, estimate) =>
                    {
                        SyntheticPerson.Standing.SeenIn(crop, estimate);
                        estimate.Score = crop.Frame.Stamp.Sequence / 7 % 2 == 0 ? 0.2f : 0.8f;
                    },
                },
            };
            camera.Start(static source => { source.Frames(300); return ScriptedSource.EndOfFile; });
            await camera.EndAsync();
            runs.Add([.. camera.Published.Frames.SelectMany(static frame => frame.People).Select(static person => (person.Track.Value, person.State, person.Box))]);
        }

        Assert.Equal(runs[0], runs[1]);
    }
}
