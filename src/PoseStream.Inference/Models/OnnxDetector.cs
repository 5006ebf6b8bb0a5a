using PoseStream.Core.Detections;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxDetector(ModelSession session, IDetectionDecoder decoder) : IDetector
{
    private readonly ModelRunner _runner = session.CreateRunner();
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);
    private readonly CropTransform[] _transforms = new CropTransform[session.MaxBatch];

    public void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results)
    {
        BatchLimit.Require(regions.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < regions.Length; i++)
        {
            _transforms[i] = InputTransform.Detect(session.Tensors.Manifest.Input, regions[i]);
            _sampler.Sample(regions[i].Frame, _transforms[i], _runner.Input(i));
        }

        _runner.Run(regions.Length);
        for (var i = 0; i < regions.Length; i++)
        {
            results[i].Clear();
            decoder.Decode(_runner, i, results[i]);
            FrameMapping.ToFrame(results[i], _transforms[i], regions[i].Frame.Geometry, decoder.MayLeaveFrame);
        }
    }

    public void Dispose() => _runner.Dispose();
}
