using PoseStream.Core.Families.Roots;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

internal sealed class OnnxRootEstimator : IRootEstimator
{
    private readonly IRootDecoder _decoder;
    private readonly CropRunner _network;

    public OnnxRootEstimator(ModelSession session, IRootDecoder decoder)
    {
        (_decoder, _network) = (decoder, new CropRunner(session));
        if (decoder.ScaleInput is { } scale)
        {
            _network.Outputs.TellScale(scale);
        }
    }

    public void Estimate(ReadOnlySpan<PoseCrop> crops, Span<RootEstimate> results)
    {
        _network.Run(crops, results.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            results[i] = FrameMapping.ToFrame(_decoder.Decode(_network.Outputs, i), crops[i].Transform);
        }
    }

    public void Dispose() => _network.Dispose();
}
