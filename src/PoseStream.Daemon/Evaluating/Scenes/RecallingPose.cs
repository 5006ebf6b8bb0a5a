using System.Collections.Concurrent;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>A pose network that looks at each crop of one clip once and says the same again; another crop, however near, is another look. Owns nothing.</summary>
internal sealed class RecallingPose(IPoseModel model) : IPoseModel
{
    private readonly ConcurrentDictionary<(long Picture, CropTransform Crop), PoseEstimate> _found = [];

    public ModelDescription Description => model.Description;

    public int MaxBatch => 1;

    public Skeleton Skeleton => model.Skeleton;

    public int FeatureCount => model.FeatureCount;

    public IBodyModel? Body => model.Body;

    public float PersonThreshold => model.PersonThreshold;

    public CropTransform CropFor(in BoundingBox person, CameraModel camera, float rotation = 0) => model.CropFor(person, camera, rotation);

    public IPoseEstimator CreateWorker() => new Worker(model.CreateWorker(), this);

    public void Dispose()
    {
        // The network goes on to the next clip.
    }

    private sealed class Worker(IPoseEstimator estimator, RecallingPose memory) : IPoseEstimator
    {
        public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results)
        {
            var key = (crops[0].Frame.Stamp.Sequence, crops[0].Transform);
            if (memory._found.TryGetValue(key, out var known))
            {
                results[0].CopyFrom(known);
                return;
            }

            estimator.Estimate(crops, results);
            var kept = new PoseEstimate(memory.Skeleton.Count, memory.FeatureCount);
            kept.CopyFrom(results[0]);
            memory._found[key] = kept;
        }

        public void Dispose() => estimator.Dispose();
    }
}
