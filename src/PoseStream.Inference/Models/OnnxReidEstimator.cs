using PoseStream.Core.Families.Reid;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxReidEstimator(ModelSession session, IReidDecoder decoder) : IReidEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);

    public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<Embedding> results)
    {
        BatchLimit.Require(crops.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < crops.Length; i++)
        {
            _sampler.Sample(crops[i].Frame, crops[i].Transform, _runner.Input(i));
        }

        _runner.Run(crops.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            decoder.Decode(_runner, i, results[i]);
        }
    }

    public void Dispose() => _runner.Dispose();
}
