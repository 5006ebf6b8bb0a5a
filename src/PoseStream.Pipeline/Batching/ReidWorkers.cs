using Microsoft.Extensions.Logging;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Batching;

/// <summary>The re-identification network, shared by all cameras that use it; one job is one detection.</summary>
public sealed class ReidWorkers : InferenceWorkers<ReidJob>
{
    private readonly IReidModel _model;

    /// <inheritdoc cref="PoseWorkers(IPoseModel, int, TimeSpan, ILogger{PoseWorkers}, TimeProvider?)"/>
    public ReidWorkers(IReidModel model, int threads, TimeSpan batchWindow, ILogger<ReidWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    public EmbeddingSpace Space => _model.Space;

    public CropTransform CropFor(in BoundingBox person) => _model.CropFor(person);

    protected override IBatchRunner<ReidJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(IReidModel model) : IBatchRunner<ReidJob>
    {
        private readonly IReidEstimator _estimator = model.CreateWorker();
        private readonly PoseCrop[] _crops = new PoseCrop[model.MaxBatch];
        private readonly Embedding[] _results = new Embedding[model.MaxBatch];

        public void Run(ReadOnlySpan<ReidJob> batch)
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
