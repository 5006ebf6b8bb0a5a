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
    private const int Measured = 5000;

    // A PoseFrame is about 250 bytes (stamp, timings, references) and the recording list's slot 8.
    private const int FrameMessage_bytes = 320;

    // A PersonPose and 22 PublishedJoints of 40 bytes.
    private const int PersonMessage_bytes = 1300;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Run_SteadyState_AllocatesTheMessageOnly(int people)
    {
        long before = 0, after = 0;
        using var camera = new PipelineHarness
        {
            Detector = new()
            {
                Behaviour = (_, found) =>
                {
                    for (var p = 0; p < people; p++)
                    {
                        found.Add(PipelineHarness.Person(150 + (300 * p)));
                    }
                },
            },
        };
        camera.Start(source =>
        {
            source.Frames(Warmup);
            before = GC.GetTotalAllocatedBytes(precise: true);
            source.Frames(Measured);
            after = GC.GetTotalAllocatedBytes(precise: true);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        var perFrame = (after - before) / (double)Measured;
        output.WriteLine($"{people} people: {perFrame:F0} bytes per frame");
        Assert.InRange(perFrame, 1, FrameMessage_bytes + (people * PersonMessage_bytes));
    }
}
