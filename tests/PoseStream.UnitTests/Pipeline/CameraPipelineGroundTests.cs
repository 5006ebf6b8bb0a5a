using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class CameraPipelineGroundTests
{
    // The camera is as high as a pelvis; the joints of the feet are 3 cm above the floor.
    private static readonly double Height_m = (0.53 * SyntheticPerson.Standing.Height_m) + 0.03;

    [Theory]
    [InlineData(true, SyntheticPerson.Depth_m, RootSource.GroundContact)]
    [InlineData(false, 1.1f * SyntheticPerson.Depth_m, RootSource.JointFit)]
    public async Task Run_NetworkTakesEverybodyForLarger_TheFloorKnowsBetter(bool knowsFloor, float depth_m, RootSource source)
    {
        var camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60) with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
        using var pipeline = new PipelineHarness
        {
            Plan = new PipelineHarness().Plan with { Calibration = knowsFloor ? camera with { CameraToWorld = new CameraMount(Height_m, 0, 0, 0).ToWorld() } : camera },
            Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
            PoseModel = new()
            {
                Behaviour = static (crop, estimate) =>
                {
                    SyntheticPerson.Standing.SeenIn(crop, estimate);
                    for (var j = 0; j < estimate.Joints.Length; j++)
                    {
                        estimate.Joints[j] = estimate.Joints[j] with { RootRelative_m = estimate.Joints[j].RootRelative_m * 1.1f };
                    }
                },
            },
        };
        pipeline.Start(static session => { session.Frames(60); return ScriptedSource.EndOfFile; });
        await pipeline.EndAsync();
        var person = Assert.Single(pipeline.Published.Frames[^1].People);
        Assert.Equal(depth_m, person.Root_m!.Value.Z, 0.15f);
        Assert.Equal(source, person.Root!.Value.Source);
        Assert.InRange(Math.Sqrt(person.Root.Value.Covariance_m2.Zz) / depth_m, knowsFloor ? 0.01 : 0.06, knowsFloor ? 0.06 : 0.1);
    }
}
