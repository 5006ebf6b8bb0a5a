using System.Collections.Concurrent;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>A detector that looks at each picture of one clip, and at each part of one, once and says the same again. Owns nothing.</summary>
internal sealed class RecallingDetector(IDetectorModel model) : IDetectorModel
{
    private readonly ConcurrentDictionary<(long Frame, BoundingBox? Part), Detection[]> _found = [];

    public ModelDescription Description => model.Description;

    public int MaxBatch => 1;

    public FrameGeometry? Input => model.Input;

    public IDetector CreateWorker() => new Worker(model.CreateWorker(), _found);

    public void Dispose()
    {
        // The network goes on to the next clip.
    }

    private sealed class Worker(IDetector detector, ConcurrentDictionary<(long Frame, BoundingBox? Part), Detection[]> found) : IDetector
    {
        public void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results)
        {
            var look = (regions[0].Frame.Stamp.Sequence, regions[0].Box);
            if (!found.TryGetValue(look, out var known))
            {
                detector.Detect(regions, results);
                found[look] = results[0].Items.ToArray();
                return;
            }

            results[0].Clear();
            foreach (var detection in known)
            {
                results[0].Add(detection);
            }
        }

        public void Dispose() => detector.Dispose();
    }
}
