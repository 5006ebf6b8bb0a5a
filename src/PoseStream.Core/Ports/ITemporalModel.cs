using PoseStream.Core.BodyModels;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Ports;

/// <summary>
/// A loaded network that reads one person's poses of one frame or of many in a row and gives the pose of one of these frames: a lifter, which makes metres
/// of pixels, or a sequence network, which makes better metres of metres. Shared by all workers.
/// </summary>
public interface ITemporalModel : IDisposable
{
    ModelDescription Description { get; }

    int MaxBatch { get; }

    /// <summary>The joints that it reads, in its order.</summary>
    Skeleton Input { get; }

    /// <summary>The joints that it gives, in its order.</summary>
    Skeleton Output { get; }

    /// <summary>Numbers a frame that it reads of <see cref="Poses.PoseEstimate.Features"/>; 0 for one that reads joints.</summary>
    int FeatureCount { get; }

    /// <summary>Of <see cref="Poses.PoseEstimate.Features"/> of its results; 0 for one that gives joints only.</summary>
    int OutputFeatureCount => 0;

    /// <summary>The body model that the features of its results tell the coordinates of; null for most.</summary>
    IBodyModel? Body => null;

    /// <summary>Frames in a row that it reads.</summary>
    int Window { get; }

    /// <summary>The frame whose pose it gives is so many frames older than the newest of the window; 0 for a causal network.</summary>
    int Delay { get; }

    ITemporalEstimator CreateWorker();
}
