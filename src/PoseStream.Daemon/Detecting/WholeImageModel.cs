using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;

namespace PoseStream.Daemon.Detecting;

/// <summary>No network: one person who fills the picture. For recordings that show one, and are cut to them.</summary>
public sealed class WholeImageModel : IDetectorModel
{
    /// <summary>What stands in "detector.model" for it.</summary>
    public const string Id = "whole-image";

    public ModelDescription Description { get; } = new(Id, "none", "cpu", null);

    public int MaxBatch => 1;

    public FrameGeometry? Input => null;

    public IDetector CreateWorker() => new Worker();

    public void Dispose()
    {
    }

    private sealed class Worker : IDetector
    {
        public void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results)
        {
            for (var i = 0; i < regions.Length; i++)
            {
                results[i].Clear();
                results[i].Add(new Detection(new BoundingBox(0, 0, regions[i].Frame.Geometry.Width, regions[i].Frame.Geometry.Height), 1));
            }
        }

        public void Dispose()
        {
        }
    }
}
