using Microsoft.Extensions.Logging;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;

namespace PoseStream.Pipeline.Batching;

/// <summary>The detector, shared by all cameras. A camera has one frame at a time here, and at most one part of it.</summary>
public sealed class DetectWorkers : InferenceWorkers<DetectJob>
{
    private readonly IDetectorModel _model;

    /// <param name="time">The system's clock unless a test has its own; the waits of the threads are real in any case.</param>
    public DetectWorkers(IDetectorModel model, int threads, TimeSpan batchWindow, ILogger<DetectWorkers> logger, TimeProvider? time = null)
        : base(model.Description, threads, model.MaxBatch, batchWindow, logger, time ?? TimeProvider.System)
    {
        _model = model;
        Start();
    }

    /// <inheritdoc cref="IDetectorModel.Input"/>
    public FrameGeometry? Input => _model.Input;

    protected override IBatchRunner<DetectJob> CreateRunner() => new Runner(_model);

    private sealed class Runner(IDetectorModel model) : IBatchRunner<DetectJob>
    {
        private readonly IDetector _detector = model.CreateWorker();
        private readonly FrameRegion[] _regions = new FrameRegion[model.MaxBatch];
        private readonly DetectionList[] _results = new DetectionList[model.MaxBatch];

        public void Run(ReadOnlySpan<DetectJob> batch)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                _regions[i] = batch[i].Region;
                _results[i] = batch[i].Results;
            }

            _detector.Detect(_regions.AsSpan(0, batch.Length), _results.AsSpan(0, batch.Length));
        }

        public void Dispose() => _detector.Dispose();
    }
}
