using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

internal sealed class OnnxPoseEstimator(ModelSession session, IPoseDecoder decoder) : IPoseEstimator
{
    private readonly CropRunner _network = new(session);
    private readonly FlipTest? _flipTest = decoder.MirrorWidth is { } width ? new FlipTest(session.Tensors, decoder, width) : null;

    public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results)
    {
        _network.Run(crops, results.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            decoder.Decode(_network.Outputs, i, results[i]);
        }

        _flipTest?.Run(_network.Outputs, results[..crops.Length]);
        for (var i = 0; i < crops.Length; i++)
        {
            if (decoder.PixelsFollowMetres && results[i].Score > 0 && crops[i].Transform.View is { } view)
            {
                ViewFill.TryProject(results[i].Joints, view);
            }

            FrameMapping.ToFrame(results[i], crops[i].Transform);
        }
    }

    public void Dispose() => _network.Dispose();
}
