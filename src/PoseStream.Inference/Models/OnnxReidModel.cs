using PoseStream.Core.Families.Reid;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;

namespace PoseStream.Inference.Models;

internal sealed class OnnxReidModel(ModelSession session, IReidDecoder decoder) : IReidModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public EmbeddingSpace Space => decoder.Space;

    public CropTransform CropFor(in BoundingBox person) => InputTransform.Crop(session.Tensors.Manifest.Input, person);

    public IReidEstimator CreateWorker() => new OnnxReidEstimator(session, decoder);

    public void Dispose() => session.Dispose();
}
