using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Pipeline;
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
        using var pipeline = new PipelineHarness
        {
            Plan = PlanOf(knowsFloor),
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_SomebodySits_IsLessSureOfTheHeightOfThePelvis(bool knowsFloor)
    {
        var (standing, sitting) = (await CovarianceAsync(false), await CovarianceAsync(true));

        // 6 and 26 mm.
        Assert.Equal((0.026f * 0.026f) - (0.006f * 0.006f), sitting.Yy - standing.Yy, 1e-4f);
        Assert.Equal(standing.Xx, sitting.Xx, 1e-4f);

        async Task<Covariance3> CovarianceAsync(bool sits)
        {
                using var pipeline = new PipelineHarness
            {
                Plan = PlanOf(knowsFloor),
                Detector = new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
                PoseModel = new()
                {
                    Behaviour = (crop, estimate) =>
                    {
                        SyntheticPerson.Standing.SeenIn(crop, estimate);
                        if (sits)
                        {
                            RaiseThigh(estimate, "left");
                            RaiseThigh(estimate, "right");
                        }
                    },
                },
            };
            pipeline.Start(static session => { session.Frames(40); return ScriptedSource.EndOfFile; });
            await pipeline.EndAsync();
            return Assert.Single(pipeline.Published.Frames[^1].People).Root!.Value.Covariance_m2;
        }
    }

    private static PipelinePlan PlanOf(bool knowsFloor)
    {
        using var shipped = new PipelineHarness();
        var camera = CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 60) with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
        return shipped.Plan with { Calibration = knowsFloor ? camera with { CameraToWorld = new CameraMount(Height_m, 0, 0, 0).ToWorld() } : camera };
    }

    /// <summary>Towards the camera, in metres alone.</summary>
    private static void RaiseThigh(PoseEstimate estimate, string side)
    {
        var (hip, knee) = (MediaPipe33.Skeleton.IndexOf(side + "_hip"), MediaPipe33.Skeleton.IndexOf(side + "_knee"));
        estimate.Joints[knee] = estimate.Joints[knee] with { RootRelative_m = estimate.Joints[hip].RootRelative_m - (0.43f * Vector3.UnitZ) };
    }
}
