using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;

namespace PoseStream.Daemon.Detecting;

/// <summary>No network: the boxes of a file, by the number of the frame in its recording.</summary>
public sealed class BoxFileModel(FrameBoxes boxes) : IDetectorModel
{
    public ModelDescription Description { get; } = new("boxes-file", "none", "cpu", null);

    public int MaxBatch => 1;

    public FrameGeometry? Input => null;

    public IDetector CreateWorker() => new Worker(boxes);

    public void Dispose()
    {
    }

    private sealed class Worker(FrameBoxes boxes) : IDetector
    {
        public void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results)
        {
            for (var i = 0; i < regions.Length; i++)
            {
                results[i].Clear();
                foreach (ref readonly var detection in boxes.Of(regions[i].Frame.Stamp.Sequence))
                {
                    // What is wholly outside the picture, or has no area, is nobody in it.
                    var box = detection.Box.ClipTo(regions[i].Frame.Geometry.Width, regions[i].Frame.Geometry.Height);
                    if (box.Width > 0 && box.Height > 0)
                    {
                        results[i].Add(detection with { Box = box });
                    }
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
