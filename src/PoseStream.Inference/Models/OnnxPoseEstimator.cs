using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxPoseEstimator(ModelSession session, IPoseDecoder decoder) : IPoseEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);
    private readonly FlipTest? _flipTest = decoder.MirrorWidth is { } width ? new FlipTest(session.Tensors, decoder, width) : null;

    public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results)
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

        _flipTest?.Run(_runner, results[..crops.Length]);
        for (var i = 0; i < crops.Length; i++)
        {
            if (decoder.PixelsFollowMetres && results[i].Score > 0 && crops[i].Transform.View is { } view)
            {
                ViewFill.TryProject(results[i].Joints, view);
            }

            FrameMapping.ToFrame(results[i], crops[i].Transform);
        }
    }

    public void Dispose() => _runner.Dispose();
}
