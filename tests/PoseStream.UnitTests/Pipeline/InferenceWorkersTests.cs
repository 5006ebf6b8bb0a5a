using System.Collections.Concurrent;
using System.Diagnostics;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Pipeline.Batching;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class InferenceWorkersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly LogCollector _log = new();

    [Fact]
    public async Task Submit_FullBatch_RunsAtOnce()
    {
        var batches = new ConcurrentQueue<int>();
        using var model = new FakeDetectorModel(maxBatch: 4) { OnBatch = batches.Enqueue };
        using var workers = new DetectWorkers(model, 1, TimeSpan.FromMinutes(5), _log.For<DetectWorkers>());
        await RunAsync(workers, 4);
        Assert.Equal([4], batches);
    }

    [Fact]
    public async Task Submit_BatchNotFull_RunsAfterTheWindow()
    {
        var batches = new ConcurrentQueue<int>();
        using var model = new FakeDetectorModel(maxBatch: 4) { OnBatch = batches.Enqueue };
        using var workers = new DetectWorkers(model, 1, TimeSpan.FromMilliseconds(300), _log.For<DetectWorkers>());
        await RunAsync(workers, 3);
        Assert.Equal(3, batches.Sum());
    }

    [Fact]
    public async Task Submit_JobsThatTrickle_DoNotProlongTheWindow()
    {
        using var model = new FakeDetectorModel(maxBatch: 1000);
        using var workers = new DetectWorkers(model, 1, TimeSpan.FromMilliseconds(200), _log.For<DetectWorkers>());
        var first = Job(1);
        var clock = Stopwatch.StartNew();
        workers.Submit(first);
        var done = first.Ticket.WhenDone().AsTask();

        // A job every 50 ms keeps a window that starts anew with each open for ever.
        while (!done.IsCompleted && clock.Elapsed < Patience)
        {
            workers.Submit(Job(1));
            await Task.WhenAny(done, Task.Delay(50));
        }

        Assert.True(done.IsCompleted, "the batch was still open after 100 windows");
        await done;
    }

    [Fact]
    public async Task Run_NetworkFails_FailsTheItemsAndGoesOn()
    {
        var fail = true;
        using var model = new FakeDetectorModel { Behaviour = (_, _) => { if (fail) { throw new InferenceException("no memory"); } } };
        using var workers = new DetectWorkers(model, 1, TimeSpan.Zero, _log.For<DetectWorkers>());
        var job = Job(1);
        workers.Submit(job);
        await job.Ticket.WhenDone().AsTask().WaitAsync(Patience);
        Assert.Equal("no memory", job.Fault!.Message);
        _log.AssertNoErrors();

        fail = false;
        job.Ticket.Arm(1);
        workers.Submit(job);
        await job.Ticket.WhenDone().AsTask().WaitAsync(Patience);
        Assert.Null(job.Fault);
    }

    [Fact]
    public async Task Run_DecoderHasABug_LogsItAndTheWorkerLives()
    {
        using var model = new FakeDetectorModel { Behaviour = static (_, _) => throw new InvalidOperationException("index") };
        using var workers = new DetectWorkers(model, 1, TimeSpan.Zero, _log.For<DetectWorkers>());
        for (var i = 0; i < 3; i++)
        {
            var job = Job(1);
            workers.Submit(job);
            await job.Ticket.WhenDone().AsTask().WaitAsync(Patience);
            Assert.IsType<InvalidOperationException>(job.Fault!.InnerException);
        }

        Assert.NotEmpty(_log.Errors);
        Assert.All(_log.Errors, static entry => Assert.Equal(1000, entry.Event.Id));
    }

    [Fact]
    public async Task Dispose_AfterWork_EndsThreadsAndFreesWorkers()
    {
        using var model = new FakeDetectorModel();
        var workers = new DetectWorkers(model, 3, TimeSpan.Zero, _log.For<DetectWorkers>());
        await RunAsync(workers, 5);
        await Task.Run(workers.Dispose).WaitAsync(Patience);
        Assert.Equal((3, 3), (model.WorkersCreated, model.WorkersDisposed));
    }

    [Fact]
    public void Constructor_LastWorkerCannotBeMade_FreesTheOthers()
    {
        using var model = new FakeDetectorModel { OnCreate = static number => { if (number == 2) { throw new InferenceException("no memory for a third"); } } };
        Assert.Throws<InferenceException>(() => new DetectWorkers(model, 3, TimeSpan.Zero, _log.For<DetectWorkers>()));
        Assert.Equal((2, 2), (model.WorkersCreated, model.WorkersDisposed));
    }

    private static async Task RunAsync(DetectWorkers workers, int count)
    {
        var ticket = new WorkTicket();
        ticket.Arm(count);
        for (var i = 0; i < count; i++)
        {
            workers.Submit(Job(ticket));
        }

        await ticket.WhenDone().AsTask().WaitAsync(Patience);
    }

    private static DetectJob Job(int armed)
    {
        var ticket = new WorkTicket();
        ticket.Arm(armed);
        return Job(ticket);
    }

    private static DetectJob Job(WorkTicket ticket)
    {
        using var pool = new FramePool(1);
        Assert.True(pool.TryRent(new FrameGeometry(8, 8), default, out var lease));
        lease.Dispose();
        return new DetectJob(ticket) { Region = lease.Frame };
    }
}
