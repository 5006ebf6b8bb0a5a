using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Ports;

/// <summary>A loaded pose network, shared by all workers.</summary>
public interface IPoseModel : IDisposable
{
    ModelDescription Description { get; }

    int MaxBatch { get; }

    /// <summary>The joints that the network gives, in its own order.</summary>
    Skeleton Skeleton { get; }

    /// <summary>Of <see cref="PoseEstimate.Features"/>; 0 for most.</summary>
    int FeatureCount => 0;

    /// <summary><see cref="PoseEstimate.Score"/> below which the network says that nobody is in the crop.</summary>
    float PersonThreshold { get; }

    /// <summary>The crop that the network wants of a person whose box this is.</summary>
    /// <param name="rotation">How far the person leans, radians, positive clockwise on the screen; the crop leans as far.</param>
    CropTransform CropFor(in BoundingBox person, float rotation = 0);

    IPoseEstimator CreateWorker();
}
