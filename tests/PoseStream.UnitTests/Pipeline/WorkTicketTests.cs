using PoseStream.Pipeline.Batching;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

public sealed class WorkTicketTests
{
    [Fact]
    public async Task WhenDone_AllJobsSignalled_Completes()
    {
        var ticket = new WorkTicket();
        ticket.Arm(2);
        var done = ticket.WhenDone().AsTask();
        ticket.Signal();
        Assert.False(done.IsCompleted);
        ticket.Signal();
        await done.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task WhenDone_ArmedThousandsOfTimes_NeverMissesASignal()
    {
        var ticket = new WorkTicket();
        for (var i = 0; i < 5000; i++)
        {
            ticket.Arm(2);
            ThreadPool.UnsafeQueueUserWorkItem(static ticket => ticket.Signal(), ticket, preferLocal: false);
            ThreadPool.UnsafeQueueUserWorkItem(static ticket => ticket.Signal(), ticket, preferLocal: false);
            await ticket.WhenDone().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }
    }
}
