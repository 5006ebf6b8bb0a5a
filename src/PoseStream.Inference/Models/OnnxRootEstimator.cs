using PoseStream.Core.Families.Roots;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxRootEstimator : IRootEstimator
{
    private readonly ModelSession _session;
    private readonly IRootDecoder _decoder;
    private readonly ModelRunner _runner;
    private readonly FrameSampler _sampler;

    public OnnxRootEstimator(ModelSession session, IRootDecoder decoder)
    {
        (_session, _decoder) = (session, decoder);
        _runner = session.CreateRunner();
        _sampler = new FrameSampler(session.Tensors.Manifest.Input, session.Tensors.Layout);
        if (decoder.ScaleInput is { } scale)
        {
            _runner.TellScale(scale);
        }
    }

    public void Estimate(ReadOnlySpan<PoseCrop> crops, Span<RootEstimate> results)
    {
        BatchLimit.Require(crops.Length, results.Length, _session.MaxBatch);
        for (var i = 0; i < crops.Length; i++)
        {
            _sampler.Sample(crops[i].Frame, crops[i].Transform, _runner.Input(i));
        }

        _runner.Run(crops.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            results[i] = FrameMapping.ToFrame(_decoder.Decode(_runner, i), crops[i].Transform);
        }
    }

    public void Dispose() => _runner.Dispose();
}
