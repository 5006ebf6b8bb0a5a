using System.Numerics;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.TestKit.Fakes;

/// <summary>A mesh network whose surface is one triangle: root, a metre to the right, a metre up.</summary>
public sealed class FakeMeshModel(Skeleton? joints = null) : IMeshModel
{
    private int _runs;

    public ModelDescription Description { get; } = new("fake-mesh", "fake", "cpu", null);

    public int MaxBatch => 1;

    public int Runs => Volatile.Read(ref _runs);

    public Skeleton Input { get; } = joints ?? MediaPipe33.Skeleton;

    public MeshTopology Topology { get; } = new("mesh", 3, [0, 1, 2]);

    public IMeshEstimator CreateWorker() => new Worker(this);

    public void Dispose()
    {
    }

    private sealed class Worker(FakeMeshModel model) : IMeshEstimator
    {
        public void Estimate(ReadOnlySpan<PoseEstimate> poses, ReadOnlySpan<MeshEstimate> results)
        {
            Interlocked.Increment(ref model._runs);
            foreach (var result in results)
            {
                (result.Vertices_m[0], result.Vertices_m[1], result.Vertices_m[2]) = (Vector3.Zero, Vector3.UnitX, -Vector3.UnitY);
                result.IsPresent = true;
            }
        }

        public void Dispose()
        {
        }
    }
}
