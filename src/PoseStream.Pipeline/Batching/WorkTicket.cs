using System.Threading.Tasks.Sources;

namespace PoseStream.Pipeline.Batching;

/// <summary>A reusable awaitable for a known number of jobs, so that waiting for the workers allocates nothing. One waiter at a time.</summary>
public sealed class WorkTicket : IValueTaskSource, IThreadPoolWorkItem
{
    // Its own asynchronous continuations would cost a queue item each; the ticket is one itself.
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _remaining;

    /// <summary>Before the jobs are handed out.</summary>
    public void Arm(int jobs)
    {
        _core.Reset();
        Volatile.Write(ref _remaining, jobs);
    }

    public void Signal()
    {
        if (Interlocked.Decrement(ref _remaining) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Completes when every job has signalled; jobs carry their own faults.</summary>
    public ValueTask WhenDone() => new(this, _core.Version);

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
