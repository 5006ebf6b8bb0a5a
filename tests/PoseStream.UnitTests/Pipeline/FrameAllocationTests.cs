using PoseStream.Core.BodyModels;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.TestKit.Fakes;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>What a frame costs the garbage collector: the message, since subscribers keep it, and nothing else.</summary>
[Collection(nameof(FrameAllocationTests))]
[CollectionDefinition(nameof(FrameAllocationTests), DisableParallelization = true)]
public sealed class FrameAllocationTests(ITestOutputHelper output)
{
    private const int Warmup = 3000;
    private const int Windows = 6;
    private const int FramesPerWindow = 1000;

    // Less than the smallest object: nothing is allocated for each frame beside its message.
    private const int Slack_bytes = 20;

    private static readonly float[] Vector = [0, 1, 2, 3];

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(2, false, false)]
    [InlineData(2, true, false)]
    [InlineData(2, false, true)]
    [InlineData(3, false, false, true)]
    public async Task Run_SteadyState_AllocatesTheMessageOnly(int people, bool allStages, bool ownAngles, bool closeLooks = false)
    {
        // The least of several windows: whatever else runs in the process can only add.
        var perFrame = double.MaxValue;
        var looking = 0L;
        void See(DetectionList found)
        {
            for (var p = 0; p < people; p++)
            {
                found.Add(PipelineHarness.Person(150 + ((closeLooks ? 110 : 300) * p)));
            }
        }

        using var camera = new PipelineHarness
        {
            PoseModel = ownAngles ? AnglesOfItsOwn() : new FakePoseModel(),
            Root = allStages ? new FakeRootModel() : null,
            Reid = allStages ? new FakeReidModel { Behaviour = crop => Vector } : null,
            Lift = allStages ? new FakeTemporalModel(9, 4) : null,
            Sequence = allStages ? new FakeTemporalModel(9, 0) : null,
            Detector = new()
            {
                Input = closeLooks ? new FrameGeometry(192, 112) : null,
                Behaviour = (_, found) => See(found),
                PartBehaviour = (_, found) => See(found),
            },
        };
        camera.Start(source =>
        {
            source.Frames(Warmup);
            for (var i = 0; i < Windows; i++)
            {
                var before = AllocatedWhenAllAreThrough();
                source.Frames(FramesPerWindow);
                perFrame = Math.Min(perFrame, (AllocatedWhenAllAreThrough() - before) / (double)FramesPerWindow);
            }

            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();

        // Of frames that are still on their way a window has some of the messages and not others. What the looking itself takes does not count.
        long AllocatedWhenAllAreThrough()
        {
            var begun = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(SpinWait.SpinUntil(() => camera.Flow is { InFlight: 0 } flow && flow.Published == camera.Published.Count, TimeSpan.FromSeconds(20)));
            looking += GC.GetAllocatedBytesForCurrentThread() - begun;
            return GC.GetTotalAllocatedBytes(precise: true) - looking;
        }

        var message = BytesOf(camera.Published.Frames[^1]);
        output.WriteLine($"{people} people: {perFrame:F0} bytes per frame, of which the message has {message}");
        Assert.Equal(closeLooks, camera.Detector.Runs > 1.5 * camera.Published.Count);
        Assert.InRange(perFrame, message - Slack_bytes, message + Slack_bytes);
    }

    private static FakePoseModel AnglesOfItsOwn() => new()
    {
        FeatureCount = D3keFeatures.Count,
        Body = D3keBody.Instance,
        Behaviour = static (crop, estimate) =>
        {
            SyntheticPerson.Standing.SeenIn(crop, estimate);
            estimate.Features[D3keFeatures.Angles] = 0.1f;
        },
    };

    /// <summary>What a copy of the message costs, array by array.</summary>
    private static long BytesOf(PoseFrame frame)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var people = frame.People.Count == 0 ? [] : new PersonPose[frame.People.Count];
        for (var i = 0; i < people.Length; i++)
        {
            var person = frame.People[i];
            people[i] = person with
            {
                Joints = ((PublishedJoint[])person.Joints).AsSpan().ToArray(),
                Motion = person.Motion is { } motion ? motion with { Angles = ((AngleValue[])motion.Angles).AsSpan().ToArray() } : null,
            };
        }

        GC.KeepAlive(frame with { People = people });
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
