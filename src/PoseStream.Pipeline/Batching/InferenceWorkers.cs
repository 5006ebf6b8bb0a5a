using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;

namespace PoseStream.Pipeline.Batching;

/// <summary>
/// Threads that run one network for all cameras. Each takes what is waiting, up to the batch size, closes the batch when it is full or the window is over,
/// and runs it. On a CPU the batch size is 1 and this is a work queue.
/// </summary>
public abstract class InferenceWorkers<TJob> : INetworkAtWork, IDisposable
    where TJob : InferenceJob
{
    // A run takes a second at most; one that takes this long when all ends may never end.
    private static readonly TimeSpan LastRun = TimeSpan.FromSeconds(5);

    // The threads sleep on semaphores, in real time; no other clock can measure their waits.
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly LogThrottle _faults = new(TimeProvider.System);
    private readonly FailureStreak _streak;
    private readonly RunWatch _watch;
    private readonly WorkQueue<TJob> _queue = new();
    private readonly Thread[] _threads;
    private readonly int _maxBatch;
    private readonly TimeSpan _batchWindow;
    private readonly ILogger _logger;
    private volatile bool _stopping;
    private volatile bool _isLeft;

    /// <param name="batchWindow">How long a batch that is not full waits for more.</param>
    /// <param name="time">By which <see cref="Broken"/> is judged.</param>
    protected InferenceWorkers(ModelDescription model, int threads, int maxBatch, TimeSpan batchWindow, ILogger logger, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Model = model;
        _maxBatch = maxBatch;
        _batchWindow = batchWindow;
        _logger = logger;
        _streak = new FailureStreak(time);
        _watch = new RunWatch(threads, time, () => _streak.Stuck(new InferenceException($"a run has not come back for {RunWatch.Longest.TotalMinutes} minutes")));
        _threads = new Thread[threads];
    }

    public ModelDescription Model { get; }

    public int MaxBatch => _maxBatch;

    /// <summary>
    /// Completes with the last failure when the network has failed every run for <see cref="FailureStreak.Runs"/> runs and <see cref="FailureStreak.Length"/>, or when it
    /// <see cref="IsStuck"/>.
    /// The workers go on; whether the service does is decided by who waits for this.
    /// </summary>
    public Task<InferenceException> Broken => _streak.Broken;

    public bool IsStuck => _isLeft || _watch.IsStuck;

    /// <summary>Hands a job to the workers; it must not be touched until its ticket is signalled.</summary>
    public void Submit(TJob job)
    {
        job.Fault = null;
        _queue.Add(job);
    }

    /// <summary>Ends the threads after the runs in progress; one that does not end is left alone, and the network <see cref="IsStuck"/>. The pipelines that submit must have ended before.</summary>
    public void Dispose()
    {
        _stopping = true;
        _watch.Dispose();
        _queue.Wake(_threads.Length);
        _isLeft = IsStuck || !Array.TrueForAll(_threads, static thread => thread is null || thread.Join(LastRun));
        if (!_isLeft)
        {
            _queue.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>To be called once, at the end of the derived constructor.</summary>
    protected void Start()
    {
        try
        {
            for (var i = 0; i < _threads.Length; i++)
            {
                var (number, runner) = (i, CreateRunner());
                _threads[i] = new Thread(() => Work(number, runner)) { IsBackground = true, Name = $"{Model.Id} {i}" };
                _threads[i].Start();
            }
        }
        catch
        {
            // No memory for this many: those that run must not keep theirs.
            Dispose();
            throw;
        }
    }

    /// <summary>One worker's inputs, outputs and batch arrays.</summary>
    protected abstract IBatchRunner<TJob> CreateRunner();

    private void Work(int thread, IBatchRunner<TJob> ownRunner)
    {
        using var runner = ownRunner;
        var batch = new TJob[_maxBatch];
        while (!_stopping)
        {
            if (!_queue.TryTake(Timeout.InfiniteTimeSpan, out var first))
            {
                continue;
            }

            batch[0] = first;
            var count = 1;
            var begun = _time.GetTimestamp();
            while (count < _maxBatch && _queue.TryTake(Remaining(begun), out var next))
            {
                batch[count++] = next;
            }

            _watch.Begin(thread);
            Run(runner, batch.AsSpan(0, count));
            _watch.End(thread);
        }
    }

    private TimeSpan Remaining(long begun)
    {
        var remaining = _batchWindow - _time.GetElapsedTime(begun);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private void Run(IBatchRunner<TJob> runner, Span<TJob> batch)
    {
        InferenceException? fault = null;
        try
        {
            runner.Run(batch);
        }
        catch (InferenceException exception)
        {
            fault = exception;
        }
        catch (Exception exception)
        {
            // A bug in a decoder must cost its own items, not the worker that every camera depends on.
            if (_faults.TryPass(out var more))
            {
                PipelineLog.WorkerFault(_logger, exception, Model.Id, more);
            }

            fault = new InferenceException($"{Model.Id}: {exception.Message}", exception);
        }

        if (fault is null)
        {
            _streak.Succeeded();
        }
        else
        {
            _streak.Failed(fault);
        }

        foreach (var job in batch)
        {
            job.Fault = fault;
            job.Ticket.Signal();
        }

        batch.Clear();
    }
}
