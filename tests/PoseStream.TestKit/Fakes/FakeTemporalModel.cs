using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.TestKit.Fakes;

/// <summary>A lifter or sequence network that does what a test says; by default it says of the target frame what it was told of it.</summary>
public sealed class FakeTemporalModel(int window, int delay, Skeleton? joints = null, Skeleton? output = null, int featureCount = 0) : ITemporalModel
{
    private int _runs;

    public ModelDescription Description { get; } = new("fake-temporal", "fake", "cpu", null);

    public int MaxBatch => 1;

    public int Runs => Volatile.Read(ref _runs);

    public Skeleton Input { get; } = joints ?? MediaPipe33.Skeleton;

    public Skeleton Output { get; } = output ?? joints ?? MediaPipe33.Skeleton;

    public int FeatureCount => featureCount;

    public int Window => window;

    public int Delay => delay;

    /// <summary>Fills the estimate of one window. May block or throw.</summary>
    public Action<PoseWindow, PoseEstimate> Behaviour { get; set; } = static (window, result) => window[window.Target].Joints.CopyTo(result.Joints);

    public ITemporalEstimator CreateWorker() => new Worker(this);

    public void Dispose()
    {
    }

    private sealed class Worker(FakeTemporalModel model) : ITemporalEstimator
    {
        public void Estimate(ReadOnlySpan<PoseWindow> windows, ReadOnlySpan<PoseEstimate> results)
        {
            Interlocked.Increment(ref model._runs);
            for (var i = 0; i < windows.Length; i++)
            {
                results[i].Clear();
                model.Behaviour(windows[i], results[i]);
            }
        }

        public void Dispose()
        {
        }
    }
}
