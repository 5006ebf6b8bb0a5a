using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

internal sealed class OnnxTemporalEstimator(ModelSession session, ITemporalCodec codec) : ITemporalEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();

    public void Estimate(ReadOnlySpan<PoseWindow> windows, ReadOnlySpan<PoseEstimate> results)
    {
        BatchLimit.Require(windows.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < windows.Length; i++)
        {
            codec.Encode(windows[i], _runner.Input(i));
        }

        _runner.Run(windows.Length);
        for (var i = 0; i < windows.Length; i++)
        {
            codec.Decode(_runner, i, windows[i], results[i]);
        }
    }

    public void Dispose() => _runner.Dispose();
}
