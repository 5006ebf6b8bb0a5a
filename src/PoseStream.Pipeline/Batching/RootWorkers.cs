using Microsoft.Extensions.Logging;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Batching;

/// <summary>The root network, shared by all cameras that use it; one job is one person.</summary>
public sealed class RootWorkers : InferenceWorkers<RootJob>
{
    private readonly IRootModel _model;

    /// <inheritdoc cref="PoseWorkers(IPoseModel, int, TimeSpan, ILogger{PoseWorkers}, TimeProvider?)"/>
    public RootWorkers(IRootModel model, int threads, TimeSpan batchWindow, ILogger<RootWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    public CropTransform CropFor(in BoundingBox person) => _model.CropFor(person);

    protected override IBatchRunner<RootJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(IRootModel model) : IBatchRunner<RootJob>
    {
        private readonly IRootEstimator _estimator = model.CreateWorker();
        private readonly PoseCrop[] _crops = new PoseCrop[model.MaxBatch];
        private readonly RootEstimate[] _results = new RootEstimate[model.MaxBatch];

        public void Run(ReadOnlySpan<RootJob> batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                _crops[i] = batch[i].Crop;
            }

            _estimator.Estimate(_crops.AsSpan(0, batch.Length), _results.AsSpan(0, batch.Length));
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i].Result = _results[i];
            }
        }

        public void Dispose() => _estimator.Dispose();
    }
}
