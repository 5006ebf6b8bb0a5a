using PoseStream.Core.Families;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;

namespace PoseStream.Inference.Models;

internal sealed class OnnxPoseModel(ModelSession session, IPoseDecoder decoder) : IPoseModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public Skeleton Skeleton => decoder.Skeleton;

    public int FeatureCount => decoder.FeatureCount;

    public float PersonThreshold => decoder.PersonThreshold;

    public CropTransform CropFor(in BoundingBox person, float rotation = 0) =>
        InputTransform.Crop(session.Tensors.Manifest.Input, person, rotation);

    public IPoseEstimator CreateWorker() => new OnnxPoseEstimator(session, decoder);

    public void Dispose() => session.Dispose();
}
