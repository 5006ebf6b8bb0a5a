using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>Of whom the picture's edge takes a part.</summary>
public sealed class PeopleCutOffTests
{
    // Sooner than anybody is placed of whom more is missing.
    private const int Frames = 5;

    private static readonly FrameGeometry Geometry = new(640, 480);

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("head", true)]
    [InlineData("head, and an ankle is hidden", false)]
    [InlineData("side", false)]
    [InlineData("head and side", false)]
    public async Task Run_EdgeTakesAPart_IsPlacedAtOnceWhereThatIsTheHeadAlone(string taken, bool isPlaced)
    {
        var truth = CameraModel.FromFieldOfView(Geometry, 90) with { CameraToWorld = new CameraMount(1.5, 0, 0, 0).ToWorld() };
        truth = truth with { CameraToWorld = new RigidTransform(truth.CameraToWorld!.Rotation, truth.CameraToWorld.Translation_m - new Vector3(5, 0, 0)) };
        var (see, whole) = (BowingPerson.PoseSeenBy(truth), BowingPerson.BoxSeenBy(truth));
        var box = whole.Box;
        box = taken.Contains("head", StringComparison.Ordinal) ? box with { Y1 = 0 } : box;
        box = taken.Contains("side", StringComparison.Ordinal) ? box with { X1 = 0 } : box;
        using var camera = new PipelineHarness
        {
            Detector = new() { Behaviour = (_, found) => found.Add(new Detection(box, whole.Score)) },
            PoseModel = new()
            {
                Skeleton = Halpe26.Skeleton,
                Behaviour = (crop, estimate) =>
                {
                    see(crop, estimate);
                    ref var ankle = ref estimate.Joints[Halpe26.Skeleton.IndexOf("left_ankle")];
                    ankle = taken.Contains("ankle", StringComparison.Ordinal) ? ankle with { Visibility = JointEstimate.VisibleFrom / 2 } : ankle;
                },
            },
        };
        camera.Start(static source => { source.Frames(Frames); return ScriptedSource.EndOfFile; });
        await camera.EndAsync();
        Assert.Equal(isPlaced, Assert.Single(camera.Published.Frames[^1].People).Root_m is not null);
    }
}
