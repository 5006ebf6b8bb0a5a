using PoseStream.Core.Families.Reid;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;

namespace PoseStream.Inference.Models;

internal sealed class OnnxReidEstimator(ModelSession session, IReidDecoder decoder) : IReidEstimator
{
    private readonly CropRunner _network = new(session);

    public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<Embedding> results)
    {
        _network.Run(crops, results.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            decoder.Decode(_network.Outputs, i, results[i]);
        }
    }

    public void Dispose() => _network.Dispose();
}
