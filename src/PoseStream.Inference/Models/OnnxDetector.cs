using PoseStream.Core.Detections;
using PoseStream.Core.Families;
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

    public void Detect(ReadOnlySpan<Frame> frames, ReadOnlySpan<DetectionList> results)
    {
        BatchLimit.Require(frames.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < frames.Length; i++)
        {
            _transforms[i] = InputTransform.Letterbox(session.Tensors.Manifest.Input, frames[i].Geometry);
            _sampler.Sample(frames[i], _transforms[i], _runner.Input(i));
        }

        _runner.Run(frames.Length);
        for (var i = 0; i < frames.Length; i++)
        {
            results[i].Clear();
            decoder.Decode(_runner, i, results[i]);
            ToFrame(results[i], _transforms[i], frames[i].Geometry);
        }
    }

    public void Dispose() => _runner.Dispose();

    /// <summary>Maps boxes to the frame and cuts off what lies outside it; what is empty then, or was no number, goes.</summary>
    private static void ToFrame(DetectionList detections, in CropTransform transform, FrameGeometry frame)
    {
        var items = detections.MutableItems;
        var kept = 0;
        foreach (var detection in items)
        {
            var box = transform.ToFrame(detection.Box);
            if (!box.IsFinite)
            {
                continue;
            }

            box = box.ClipTo(frame.Width, frame.Height);
            if (box.Width > 0 && box.Height > 0)
            {
                items[kept++] = detection with { Box = box };
            }
        }

        detections.Truncate(kept);
    }
}
