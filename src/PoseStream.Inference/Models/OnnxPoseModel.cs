using PoseStream.Core.BodyModels;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;

namespace PoseStream.Inference.Models;

internal sealed class OnnxPoseModel(ModelSession session, IPoseDecoder decoder) : IPoseModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public Skeleton Skeleton => decoder.Skeleton;

    public IBodyModel? Body => decoder.Body;

    public int FeatureCount => decoder.FeatureCount;

    public float PersonThreshold => decoder.PersonThreshold;

    public CropTransform CropFor(in BoundingBox person, CameraModel camera, float rotation = 0) =>
        InputTransform.Crop(session.Tensors.Manifest.Input, person, camera, rotation);

    public IPoseEstimator CreateWorker() => new OnnxPoseEstimator(session, decoder);

    public void Dispose() => session.Dispose();
}
