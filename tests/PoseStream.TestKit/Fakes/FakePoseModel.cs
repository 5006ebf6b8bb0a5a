using PoseStream.Core.BodyModels;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.TestKit.Fakes;

/// <summary>A pose network that does what a test says; by default it sees a standing adult in the middle of the crop.</summary>
public sealed class FakePoseModel(int maxBatch = 1) : IPoseModel
{
    private int _runs;

    public ModelDescription Description { get; } = new("fake-pose", "fake", "cpu", null);

    public int MaxBatch { get; } = maxBatch;

    public int Runs => Volatile.Read(ref _runs);

    public Skeleton Skeleton { get; init; } = MediaPipe33.Skeleton;

    public int FeatureCount { get; init; }

    public IBodyModel? Body { get; init; }

    public float PersonThreshold => 0.5f;

    /// <summary>Fills the estimate of one crop. May block or throw.</summary>
    public Action<PoseCrop, PoseEstimate> Behaviour { get; set; } = static (crop, estimate) => SyntheticPerson.Standing.SeenIn(crop, estimate);

    /// <summary>Called at each creation of a worker; may throw.</summary>
    public Action OnCreate { get; set; } = static () => { };

    public bool IsDisposed { get; private set; }

    public CropTransform CropFor(in BoundingBox person, CameraModel camera, float rotation = 0)
    {
        var side = Math.Max(person.Width, person.Height);
        return CropTransform.Region(person.Center, side, side, rotation, 256, 256);
    }

    public IPoseEstimator CreateWorker()
    {
        OnCreate();
        return new Worker(this);
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Worker(FakePoseModel model) : IPoseEstimator
    {
        public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results)
        {
            Interlocked.Increment(ref model._runs);
            for (var i = 0; i < crops.Length; i++)
            {
                results[i].Clear();
                model.Behaviour(crops[i], results[i]);
            }
        }

        public void Dispose()
        {
        }
    }
}
