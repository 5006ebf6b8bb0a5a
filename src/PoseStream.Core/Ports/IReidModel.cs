using PoseStream.Core.Geometry;
using PoseStream.Core.Tracking;

namespace PoseStream.Core.Ports;

/// <summary>A loaded network that tells people apart by their looks; shared by all workers.</summary>
public interface IReidModel : IDisposable
{
    ModelDescription Description { get; }

    int MaxBatch { get; }

    /// <summary>Of the vectors that it gives.</summary>
    EmbeddingSpace Space { get; }

    /// <inheritdoc cref="IRootModel.CropFor"/>
    CropTransform CropFor(in BoundingBox person);

    IReidEstimator CreateWorker();
}
