using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>What a camera is told to send of how people move, and nothing else, is in its messages.</summary>
public sealed class RefineStepTests
{
    private const int Frames = 40;

    [Fact]
    public async Task Run_AsShipped_SendsAnglesOnly()
    {
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions());
        Assert.NotEmpty(person.Motion!.Angles);
        Assert.Equal(TimeSpan.Zero, person.Motion.Delay);
        Assert.Null(person.Motion.RawRoot_m);
        Assert.Empty(person.Motion.Segments);
        Assert.All(person.Joints, joint => Assert.Null(joint.RawPosition_m ?? joint.Velocity_mps));
    }

    [Fact]
    public async Task Run_EverythingAskedFor_SendsRawRefinedAndMotion()
    {
        var refinement = RefinementOptions.Default with { Method = RefinementMethod.FixedLag, PublishRaw = true, HoldBoneLengths = true };
        var person = await LastPersonAsync(refinement, new KinematicsOptions(Angles: false, SegmentLengths: true, Velocities: true));
        Assert.InRange(person.Motion!.Delay.TotalSeconds, 0.001, 1);
        Assert.NotNull(person.Motion.RawRoot_m);
        Assert.Empty(person.Motion.Angles);
        Assert.NotEmpty(person.Motion.Segments);
        Assert.All(person.Joints, joint =>
        {
            Assert.NotNull(joint.RawPosition_m);
            Assert.NotNull(joint.Position_m);
            // The fake person does not move.
            Assert.InRange(joint.Velocity_mps!.Value.Length(), 0, 0.01f);
            Assert.InRange((joint.RawPosition_m.Value - joint.Position_m.Value).Length(), 0, 0.01f);
        });
    }

    private static async Task<PersonPose> LastPersonAsync(RefinementOptions refinement, KinematicsOptions kinematics)
    {
        using var shipped = new PipelineHarness();
        using var camera = new PipelineHarness
        {
            Plan = shipped.Plan with { Refinement = refinement, Kinematics = kinematics },
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
        };
        camera.Start(source =>
        {
            source.Frames(Frames);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        return Assert.Single(camera.Published.Frames[^1].People);
    }
}
