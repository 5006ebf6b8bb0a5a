using PoseStream.Core.Geometry;

namespace PoseStream.Core.Ports;

/// <summary>A loaded network that tells how far a person is, for pose networks that do not; shared by all workers.</summary>
public interface IRootModel : IDisposable
{
    ModelDescription Description { get; }

    int MaxBatch { get; }

    /// <summary>The crop that the network wants of a person whose box this is.</summary>
    CropTransform CropFor(in BoundingBox person);

    IRootEstimator CreateWorker();
}
