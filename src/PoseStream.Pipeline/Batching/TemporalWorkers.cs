using Microsoft.Extensions.Logging;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Batching;

/// <summary>A lifter or a sequence network, shared by all cameras that use it; one job is one person.</summary>
public sealed class TemporalWorkers : InferenceWorkers<TemporalJob>
{
    private readonly ITemporalModel _model;

    /// <inheritdoc cref="PoseWorkers(IPoseModel, int, TimeSpan, ILogger{PoseWorkers}, TimeProvider?)"/>
    public TemporalWorkers(ITemporalModel model, int threads, TimeSpan batchWindow, ILogger<TemporalWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    public Skeleton Input => _model.Input;

    public Skeleton Output => _model.Output;

    public int FeatureCount => _model.FeatureCount;

    public int OutputFeatureCount => _model.OutputFeatureCount;

    public IBodyModel? Body => _model.Body;

    public int Window => _model.Window;

    public int Delay => _model.Delay;

    protected override IBatchRunner<TemporalJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(ITemporalModel model) : IBatchRunner<TemporalJob>
    {
        private readonly ITemporalEstimator _estimator = model.CreateWorker();
        private readonly PoseWindow[] _windows = new PoseWindow[model.MaxBatch];
        private readonly PoseEstimate[] _results = new PoseEstimate[model.MaxBatch];

        public void Run(ReadOnlySpan<TemporalJob> batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                _windows[i] = batch[i].Window!;
                _results[i] = batch[i].Result;
            }

            _estimator.Estimate(_windows.AsSpan(0, batch.Length), _results.AsSpan(0, batch.Length));
        }

        public void Dispose() => _estimator.Dispose();
    }
}
