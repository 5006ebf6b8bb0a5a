using PoseStream.Core.Meshes;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Ports;

/// <summary>A loaded network that makes a body's surface of a pose; shared by all workers.</summary>
public interface IMeshModel : IDisposable
{
    ModelDescription Description { get; }

    int MaxBatch { get; }

    /// <summary>The joints that it reads, in its order.</summary>
    Skeleton Input { get; }

    /// <summary>How its vertices hang together: the same for everybody.</summary>
    MeshTopology Topology { get; }

    /// <summary>Joints that a <see cref="MeshEstimate"/> of it has; 0 where there is no regressor.</summary>
    int RegressedJoints => 0;

    IMeshEstimator CreateWorker();
}
