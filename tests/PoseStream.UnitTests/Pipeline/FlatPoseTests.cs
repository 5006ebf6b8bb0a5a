using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>Networks that give pixels only: their people are published where they are seen, and nothing of them in metres.</summary>
public sealed class FlatPoseTests
{
    [Fact]
    public async Task Run_NetworkWithoutMetres_PublishesPixelsAndNothingMetric()
    {
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
            PoseModel = new() { Behaviour = SeeFlat },
        };
        camera.Start(static source => { source.Frames(10); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();

        var person = Assert.Single(camera.Published.Frames[^1].People);
        Assert.Null(person.Root_m);
        Assert.Null(person.BodyHeight_m);
        Assert.Null(person.ReprojectionError_px);
        Assert.NotEmpty(person.Joints);
        Assert.All(person.Joints, joint =>
        {
            Assert.Null(joint.Position_m);
            Assert.True(float.IsFinite(joint.Pixel.X + joint.Pixel.Y));
            Assert.True(joint.Confidence > 0);
        });
        // The network has no small toes: they are not made up.
        Assert.DoesNotContain(person.Joints, static joint => joint.Index == Halpe26.Skeleton.IndexOf("left_small_toe"));
    }

    private static void SeeFlat(PoseCrop crop, PoseEstimate estimate)
    {
        SyntheticPerson.Standing.SeenIn(crop, estimate);
        foreach (ref var joint in estimate.Joints)
        {
            joint = joint.IsPresent ? JointEstimate.Absent with { Pixel = joint.Pixel, Confidence = joint.Confidence, Visibility = joint.Confidence } : joint;
        }
    }
}
