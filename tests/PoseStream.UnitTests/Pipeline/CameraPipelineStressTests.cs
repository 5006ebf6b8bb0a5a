using PoseStream.Core.Ports;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineStressTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_AnythingAtRandom_KeepsTheBooks(int seed)
    {
        for (var i = 0; i < 25; i++)
        {
            await ScenarioAsync(new Random((seed * 1000) + i));
        }
    }

    private static async Task ScenarioAsync(Random random)
    {
        var (faults, slow, people, seed) = (random.Next(2) == 0, random.Next(3) == 0, random.Next(3), random.Next());
        using var camera = new PipelineHarness
        {
            Plan = new PipelineHarness().Plan with
            {
                Lossless = random.Next(2) == 0, Buffers = random.Next(1, 6), DetectEvery = random.Next(1, 4), MaxPeople = random.Next(1, 3),
            },
            Detector = new()
            {
                Behaviour = (frame, found) =>
                {
                    var dice = new Random(seed ^ (int)frame.Stamp.Sequence);
                    ThrowAtTimes(dice, faults);
                    Thread.SpinWait(slow ? 20_000 : 0);
                    for (var p = 0; p < people && dice.Next(6) > 0; p++)
                    {
                        found.Add(PipelineHarness.Person(100 + (200 * p) + dice.Next(20)));
                    }
                },
            },
            PoseModel = new()
            {
                Behaviour = (crop, estimate) =>
                {
                    ThrowAtTimes(new Random(seed ^ (int)crop.Frame.Stamp.Sequence ^ (int)crop.Transform.ToFrameMatrix.M31), faults);
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                },
            },
        };
        var cutShort = random.Next(2) == 0;
        camera.Start(source => Play(source, new Random(seed)));
        if (cutShort)
        {
            await Eventually.ThatAsync(() => camera.Flow.Decoded > 40);
            Assert.True(camera.Flow.IsConserved);
            await camera.StopAsync();
        }
        else
        {
            await camera.EndAsync();
        }

        Assert.Equal(camera.Ends().Select(static person => person.Track).Distinct().Count(), camera.Ends().Count());
    }

    private static SourceEnd Play(SourceSession source, Random random)
    {
        for (var i = 0; i < 30 && !source.Cancellation.IsCancellationRequested; i++)
        {
            source.Frames(random.Next(1, 12));
            switch (random.Next(8))
            {
                case 0: source.Jump(random.Next(-100, 100)); break;
                case 1: source.BrokenFrame(); break;
                case 2: source.Pause(random.NextDouble() * 2); break;
                case 3: Thread.Yield(); break;
            }
        }

        return ScriptedSource.EndOfFile;
    }

    private static void ThrowAtTimes(Random dice, bool faults)
    {
        if (faults && dice.Next(10) == 0)
        {
            throw new InferenceException("at random");
        }
    }
}
