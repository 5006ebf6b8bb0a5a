using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;

namespace PoseStream.TestKit.Fakes;

/// <summary>A detection network that does what a test says; it counts its workers and its runs.</summary>
public sealed class FakeDetectorModel(int maxBatch = 1) : IDetectorModel
{
    private int _created;
    private int _disposed;
    private int _runs;

    public ModelDescription Description { get; } = new("fake-detector", "fake", "cpu", null);

    public int MaxBatch { get; } = maxBatch;

    /// <summary>Null, unless a test wants parts of frames to be looked at as well.</summary>
    public FrameGeometry? Input { get; init; }

    public int WorkersCreated => Volatile.Read(ref _created);

    public int WorkersDisposed => Volatile.Read(ref _disposed);

    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Fills the list of one frame; nobody by default. May block or throw.</summary>
    public Action<Frame, DetectionList> Behaviour { get; set; } = static (_, _) => { };

    /// <summary>The same for a part of a frame.</summary>
    public Action<FrameRegion, DetectionList> PartBehaviour { get; set; } = static (_, _) => { };

    /// <summary>Sees each batch before it runs.</summary>
    public Action<int> OnBatch { get; set; } = static _ => { };

    /// <summary>Called at each creation with the worker's number; may throw.</summary>
    public Action<int> OnCreate { get; set; } = static _ => { };

    public bool IsDisposed { get; private set; }

    public IDetector CreateWorker()
    {
        OnCreate(_created);
        Interlocked.Increment(ref _created);
        return new Worker(this);
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Worker(FakeDetectorModel model) : IDetector
    {
        public void Detect(ReadOnlySpan<FrameRegion> regions, ReadOnlySpan<DetectionList> results)
        {
            Interlocked.Increment(ref model._runs);
            model.OnBatch(regions.Length);
            for (var i = 0; i < regions.Length; i++)
            {
                results[i].Clear();
                if (regions[i].Box is null)
                {
                    model.Behaviour(regions[i].Frame, results[i]);
                }
                else
                {
                    model.PartBehaviour(regions[i], results[i]);
                }
            }
        }

        public void Dispose() => Interlocked.Increment(ref model._disposed);
    }
}
