using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;

namespace PoseStream.Inference.Models;

internal sealed class OnnxDetectorModel(ModelSession session, IDetectionDecoder decoder) : IDetectorModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public FrameGeometry? Input => new(session.Tensors.Manifest.Input.Width, session.Tensors.Manifest.Input.Height);

    public IDetector CreateWorker() => new OnnxDetector(session, decoder);

    public void Dispose() => session.Dispose();
}
