using System.Collections.Concurrent;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;

namespace PoseStream.IntegrationTests.Media;

/// <summary>Takes every frame, looks at it at once, and remembers its time.</summary>
internal sealed class RecordingSink(Action<Frame, int>? look = null) : IFrameSink, IDisposable
{
    private readonly FramePool _pool = new(2);
    private readonly ConcurrentQueue<(FrameTiming Timing, FrameGeometry Geometry)> _frames = new();
    private readonly ConcurrentQueue<SourceReport> _reports = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<RecordingSink, bool> Condition, TaskCompletionSource Reached)> _waits = [];
    private int _count;

    public IReadOnlyList<FrameTiming> Timings => [.. _frames.Select(f => f.Timing)];

    public IReadOnlyList<FrameGeometry> Geometries => [.. _frames.Select(f => f.Geometry)];

    public IReadOnlyList<SourceReport> Reports => [.. _reports];

    public int Count => Volatile.Read(ref _count);

    public int Abandoned { get; private set; }

    public int RentedBuffers => _pool.Rented;

    /// <summary>Every call counts a frame that finds no buffer.</summary>
    public bool HasNoBuffers { get; init; }

    public Task Until(Func<RecordingSink, bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waits.Add((condition, reached));
        }

        Check();
        return reached.Task.WaitAsync(TimeSpan.FromSeconds(45));
    }

    public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken)
    {
        _frames.Enqueue((timing, geometry));
        if (HasNoBuffers)
        {
            Interlocked.Increment(ref _count);
            Check();
            return null;
        }

        return _pool.Rent(geometry, new FrameStamp(new CameraId("test"), default, _count, timing), cancellationToken);
    }

    public void Deliver(FrameLease lease)
    {
        look?.Invoke(lease.Frame, _count);
        lease.Dispose();
        Interlocked.Increment(ref _count);
        Check();
    }

    public void Abandon(FrameLease lease)
    {
        lease.Dispose();
        Abandoned++;
    }

    public void Report(in SourceReport report)
    {
        _reports.Enqueue(report);
        Check();
    }

    public void Dispose() => _pool.Dispose();

    private void Check()
    {
        lock (_lock)
        {
            foreach (var (condition, reached) in _waits)
            {
                if (condition(this))
                {
                    reached.TrySetResult();
                }
            }

            _waits.RemoveAll(wait => wait.Reached.Task.IsCompleted);
        }
    }
}
