using PoseStream.Core.Families.Roots;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;

namespace PoseStream.Inference.Models;

internal sealed class OnnxRootModel(ModelSession session, IRootDecoder decoder) : IRootModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public CropTransform CropFor(in BoundingBox person) => InputTransform.Crop(session.Tensors.Manifest.Input, person);

    public IRootEstimator CreateWorker() => new OnnxRootEstimator(session, decoder);

    public void Dispose() => session.Dispose();
}
