using System.Collections.Concurrent;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class LeaningPersonTests
{
    private const float Lean = 0.4f;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_DetectorTellsHowAPersonLeans_CropLeansAsFar(int detectEvery)
    {
        var rotations = new ConcurrentBag<float>();
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person() with { Rotation = Lean }) },
            PoseModel = new()
            {
                Behaviour = (crop, estimate) =>
                {
                    rotations.Add(crop.Transform.Rotation);
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                },
            },
            Plan = new PipelineHarness().Plan with { DetectEvery = detectEvery },
        };
        camera.Start(static source => { source.Frames(7); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(7, rotations.Count);
        Assert.All(rotations, rotation => Assert.Equal(Lean, rotation, 1e-5f));
    }
}
