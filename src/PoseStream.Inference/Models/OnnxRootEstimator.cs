using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxRootEstimator(ModelSession session, IRootDecoder decoder) : IRootEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);

    public void Estimate(ReadOnlySpan<PoseCrop> crops, Span<RootEstimate> results)
    {
        BatchLimit.Require(crops.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < crops.Length; i++)
        {
            _sampler.Sample(crops[i].Frame, crops[i].Transform, _runner.Input(i));
        }

        _runner.Run(crops.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            results[i] = FrameMapping.ToFrame(decoder.Decode(_runner, i), crops[i].Transform);
        }
    }

    public void Dispose() => _runner.Dispose();
}
