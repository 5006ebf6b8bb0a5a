using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Skeletons;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class NetworkFitTests : IDisposable
{
    private readonly List<IDisposable> _workers = [];

    [Fact]
    public void ProblemOf_AnyCombinationThatFits_IsNull()
    {
        var pose = Pose(Coco17.Skeleton);
        Assert.Null(NetworkFit.ProblemOf(pose));
        Assert.Null(NetworkFit.ProblemOf(pose with { Lift = Temporal(H36m17.Skeleton) }));
        Assert.Null(NetworkFit.ProblemOf(pose with { Lift = Temporal(Coco17.Skeleton, H36m17.Skeleton), Sequence = Temporal(H36m17.Skeleton) }));
        Assert.Null(NetworkFit.ProblemOf(pose with { Lift = Temporal(Coco19.Skeleton), Mesh = Mesh(Coco19.Skeleton) }));
        Assert.Null(NetworkFit.ProblemOf(Pose(Halpe26.Skeleton) with { Lift = Temporal(H36m17.Skeleton) }));
        Assert.Null(NetworkFit.ProblemOf(Pose(MediaPipe33.Skeleton) with { Lift = Temporal(H36m17.Skeleton) }));
    }

    [Fact]
    public void ProblemOf_JointsThatTheNextNetworkLacks_NamesThem()
    {
        Assert.Equal(
            "sequence: 'fake-temporal' reads coco17, and lift gives h36m17, which lacks left_eye, right_eye, left_ear, right_ear",
            NetworkFit.ProblemOf(Pose(Coco17.Skeleton) with { Lift = Temporal(H36m17.Skeleton), Sequence = Temporal(Coco17.Skeleton) }));
        Assert.Contains("mesh: 'fake-mesh' reads coco19, and lift gives h36m17, which lacks", NetworkFit.ProblemOf(
            Pose(Coco17.Skeleton) with { Lift = Temporal(H36m17.Skeleton), Mesh = Mesh(Coco19.Skeleton) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "none")]
    [InlineData(12, "12")]
    public void ProblemOf_OtherFeatures_SaysHowMany(int given, string told)
    {
        var networks = Pose(MediaPipe33.Skeleton, given) with { Sequence = Temporal(MediaPipe33.Skeleton, featureCount: 567) };
        Assert.Equal($"sequence: 'fake-temporal' reads 567 features a frame, and pose gives {told}", NetworkFit.ProblemOf(networks));
    }

    public void Dispose()
    {
        foreach (var workers in _workers)
        {
            workers.Dispose();
        }
    }

    private PipelineNetworks Pose(Skeleton skeleton, int features = 0) => new(
        Keep(new DetectWorkers(new FakeDetectorModel(), 1, TimeSpan.Zero, NullLogger<DetectWorkers>.Instance)),
        Keep(new PoseWorkers(new FakePoseModel { Skeleton = skeleton, FeatureCount = features }, 1, TimeSpan.Zero, NullLogger<PoseWorkers>.Instance)));

    private TemporalWorkers Temporal(Skeleton joints, Skeleton? output = null, int featureCount = 0) => Keep(
        new TemporalWorkers(new FakeTemporalModel(1, 0, joints, output, featureCount), 1, TimeSpan.Zero, NullLogger<TemporalWorkers>.Instance));

    private MeshWorkers Mesh(Skeleton joints) => Keep(new MeshWorkers(new FakeMeshModel(joints), 1, TimeSpan.Zero, NullLogger<MeshWorkers>.Instance));

    private T Keep<T>(T workers)
        where T : IDisposable
    {
        _workers.Add(workers);
        return workers;
    }
}
