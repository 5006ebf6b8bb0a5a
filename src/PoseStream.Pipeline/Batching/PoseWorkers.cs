using Microsoft.Extensions.Logging;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Batching;

/// <summary>The pose network, shared by all cameras; one job is one person.</summary>
public sealed class PoseWorkers : InferenceWorkers<PoseJob>
{
    private readonly IPoseModel _model;

    /// <param name="time">The system's clock unless a test has its own; the waits of the threads are real in any case.</param>
    public PoseWorkers(IPoseModel model, int threads, TimeSpan batchWindow, ILogger<PoseWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    public Skeleton Skeleton => _model.Skeleton;

    public int FeatureCount => _model.FeatureCount;

    public float PersonThreshold => _model.PersonThreshold;

    public IBodyModel? Body => _model.Body;

    public CropTransform CropFor(in BoundingBox person, CameraModel camera, float rotation) => _model.CropFor(person, camera, rotation);

    protected override IBatchRunner<PoseJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(IPoseModel model) : IBatchRunner<PoseJob>
    {
        private readonly IPoseEstimator _estimator = model.CreateWorker();
        private readonly PoseCrop[] _crops = new PoseCrop[model.MaxBatch];
        private readonly PoseEstimate[] _results = new PoseEstimate[model.MaxBatch];

        public void Run(ReadOnlySpan<PoseJob> batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                _crops[i] = batch[i].Crop;
                _results[i] = batch[i].Result;
            }

            _estimator.Estimate(_crops.AsSpan(0, batch.Length), _results.AsSpan(0, batch.Length));
        }

        public void Dispose() => _estimator.Dispose();
    }
}
