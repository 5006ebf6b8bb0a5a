using PoseStream.Mqtt.Messages;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class OutboxTests
{
    private static readonly MqttTopic A = new("a");
    private static readonly MqttTopic B = new("b");

    [Fact]
    public void PutLive_NoConnection_IsDroppedAndCounted()
    {
        using var outbox = new Outbox(4);
        outbox.PutLive(A, [1], null, null);

        Assert.Equal(1, outbox.Dropped);
        Assert.True(outbox.IsEmpty);
    }

    [Fact]
    public void PutLive_AnyMix_PutInIsTakenPlusDropped()
    {
        using var outbox = new Outbox(2);
        var message = new LiveMessage();
        outbox.Open();
        var taken = 0;
        for (var i = 0; i < 10; i++)
        {
            outbox.PutLive(A, [(byte)i], null, null);
            if (i % 4 == 0 && outbox.TryTakeLive(ref message))
            {
                taken++;
            }
        }

        outbox.Close(lostInFlight: 0);

        Assert.Equal(10, taken + outbox.Dropped);
    }

    [Fact]
    public void PutRetained_TwiceForATopic_OnlyTheLatestIsTaken()
    {
        using var outbox = new Outbox(1);
        outbox.PutRetained(new MqttMessage(A, "old"u8.ToArray()));
        outbox.PutRetained(new MqttMessage(B, "b"u8.ToArray()));
        outbox.PutRetained(new MqttMessage(A, "new"u8.ToArray()));

        Assert.Equal(["a=new", "b=b"], TakeRetained(outbox));
    }

    [Fact]
    public void Open_Again_AllRetainedAreTakenAgainOnce()
    {
        using var outbox = new Outbox(1);
        outbox.PutRetained(new MqttMessage(A, "1"u8.ToArray()));
        outbox.PutRetained(new MqttMessage(B, "2"u8.ToArray()));
        outbox.Open();
        Assert.Equal(2, TakeRetained(outbox).Count);
        Assert.True(outbox.IsEmpty);
        outbox.Close(0);

        outbox.Open();

        Assert.Equal(["a=1", "b=2"], TakeRetained(outbox));
    }

    [Fact]
    public void Seal_ThenPut_TheLastWordsStand()
    {
        using var outbox = new Outbox(1);
        outbox.Open();
        outbox.Seal([new MqttMessage(A, "stopped"u8.ToArray())]);

        outbox.PutRetained(new MqttMessage(A, "online"u8.ToArray()));
        outbox.PutLive(A, [1], null, null);

        Assert.Equal(["a=stopped"], TakeRetained(outbox));
        Assert.Equal(1, outbox.Dropped);
    }

    [Fact]
    public void PutLive_ConnectedAndFull_NothingIsAllocated()
    {
        using var outbox = new Outbox(4);
        outbox.Open();
        var payload = new byte[2400];
        for (var i = 0; i < 8; i++)
        {
            outbox.PutLive(A, payload, null, 1);
        }

        ulong next = 0;
        Assert.Equal(0, Allocation.Of(() => outbox.PutLive(A, payload, null, next++), 1000));
    }

    private static List<string> TakeRetained(Outbox outbox)
    {
        var taken = new List<string>();
        while (outbox.TryTakeRetained(out var message))
        {
            taken.Add($"{message.Topic}={System.Text.Encoding.UTF8.GetString(message.Payload.Span)}");
        }

        return taken;
    }
}
