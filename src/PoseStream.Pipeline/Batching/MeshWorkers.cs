using Microsoft.Extensions.Logging;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Batching;

/// <summary>A mesh network, shared by all cameras that use it; one job is one person.</summary>
public sealed class MeshWorkers : InferenceWorkers<MeshJob>
{
    private readonly IMeshModel _model;

    /// <inheritdoc cref="PoseWorkers(IPoseModel, int, TimeSpan, ILogger{PoseWorkers}, TimeProvider?)"/>
    public MeshWorkers(IMeshModel model, int threads, TimeSpan batchWindow, ILogger<MeshWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    public Skeleton Input => _model.Input;

    public MeshTopology Topology => _model.Topology;

    public int RegressedJoints => _model.RegressedJoints;

    protected override IBatchRunner<MeshJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(IMeshModel model) : IBatchRunner<MeshJob>
    {
        private readonly IMeshEstimator _estimator = model.CreateWorker();
        private readonly PoseEstimate[] _poses = new PoseEstimate[model.MaxBatch];
        private readonly MeshEstimate[] _results = new MeshEstimate[model.MaxBatch];

        public void Run(ReadOnlySpan<MeshJob> batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                _poses[i] = batch[i].Pose;
                _results[i] = batch[i].Result;
            }

            _estimator.Estimate(_poses.AsSpan(0, batch.Length), _results.AsSpan(0, batch.Length));
        }

        public void Dispose() => _estimator.Dispose();
    }
}
