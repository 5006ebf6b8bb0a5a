using PoseStream.Mqtt.Messages;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class LiveQueueTests
{
    private static readonly MqttTopic Topic = new("t");

    [Fact]
    public void Enqueue_Full_TheOldestGoes()
    {
        var queue = new LiveQueue(3);
        for (byte i = 0; i < 3; i++)
        {
            Assert.False(queue.Enqueue(Topic, [i], null, null));
        }

        Assert.True(queue.Enqueue(Topic, [3], null, null));

        Assert.Equal([1, 2, 3], TakeAll(queue));
    }

    [Fact]
    public void Enqueue_ManyRounds_CountsAndOrderHold()
    {
        var queue = new LiveQueue(4);
        var random = new Random(3);
        var expected = new Queue<byte>();
        var message = new LiveMessage();
        for (var i = 0; i < 1000; i++)
        {
            if (random.Next(3) > 0)
            {
                Assert.Equal(expected.Count == 4, queue.Enqueue(Topic, [(byte)i], null, null));
                expected.Enqueue((byte)i);
                if (expected.Count > 4)
                {
                    expected.Dequeue();
                }
            }
            else if (expected.TryDequeue(out var oldest))
            {
                Assert.True(queue.TryDequeue(ref message));
                Assert.Equal([oldest], message.Payload.ToArray());
            }

            Assert.Equal(expected.Count, queue.Count);
        }
    }

    [Fact]
    public void TryDequeue_Empty_False()
    {
        var message = new LiveMessage();

        Assert.False(new LiveQueue(1).TryDequeue(ref message));
    }

    [Fact]
    public void TryDequeue_ShorterAfterLonger_HasItsOwnLength()
    {
        var queue = new LiveQueue(1);
        queue.Enqueue(Topic, new byte[100], null, 1);
        queue.Enqueue(Topic, [7], null, 2);
        var message = new LiveMessage();

        Assert.True(queue.TryDequeue(ref message));

        Assert.Equal([7], message.Payload.ToArray());
        Assert.Equal(2ul, message.Sequence);
    }

    [Fact]
    public void Clear_SomeWait_TellsHowMany()
    {
        var queue = new LiveQueue(3);
        queue.Enqueue(Topic, [1], null, null);
        queue.Enqueue(Topic, [2], null, null);

        Assert.Equal(2, queue.Clear());
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void EnqueueAndDequeue_BuffersHaveGrown_NothingIsAllocated()
    {
        var queue = new LiveQueue(8);
        var payload = new byte[2400];
        var message = new LiveMessage();
        Round();
        Round();
        Assert.Equal(0, Allocation.Of(Round, 100));

        void Round()
        {
            for (var i = 0; i < 12; i++)
            {
                queue.Enqueue(Topic, payload, null, (ulong)i);
            }

            while (queue.TryDequeue(ref message))
            {
            }
        }
    }

    private static List<byte> TakeAll(LiveQueue queue)
    {
        var all = new List<byte>();
        var message = new LiveMessage();
        while (queue.TryDequeue(ref message))
        {
            all.Add(message.Payload[0]);
        }

        return all;
    }
}
