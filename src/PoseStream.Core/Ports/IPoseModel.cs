using PoseStream.Core.BodyModels;
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

    /// <summary>The body model that <see cref="PoseEstimate.Features"/> tell the coordinates of; null for most.</summary>
    IBodyModel? Body => null;

    /// <summary><see cref="PoseEstimate.Score"/> below which the network says that nobody is in the crop.</summary>
    float PersonThreshold { get; }

    /// <summary>The crop that the network wants of a person whose box this is.</summary>
    /// <param name="camera">What took the frame: some networks want the person as a camera sees that is turned there.</param>
    /// <param name="rotation">How far the person leans, radians, positive clockwise on the screen; an affine crop leans as far, a virtual camera stands upright.</param>
    CropTransform CropFor(in BoundingBox person, CameraModel camera, float rotation = 0);

    IPoseEstimator CreateWorker();
}
