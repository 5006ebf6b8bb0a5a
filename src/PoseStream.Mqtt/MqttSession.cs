using Microsoft.Extensions.Logging;
using PoseStream.Mqtt.Interop;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt;

/// <summary>Drives one client from the broker's answer to its end, on the network thread.</summary>
/// <param name="refused">Told in one line of the first message of each topic that cannot be delivered.</param>
internal sealed class MqttSession(
    MosquittoClient client, Outbox outbox, MqttConnectionOptions options, TimeProvider time, ILogger logger, Action<string> refused)
{
    /// <summary>Below the 20 that libmosquitto sends at once: more would pile up inside it.</summary>
    private const int MaxUnacknowledged = 16;

    /// <summary>How soon a stop or a deadline is seen at the latest; keep-alive needs it only once a second.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly HashSet<MqttTopic> _refusedTopics = [];
    private LiveMessage _outgoing = new();
    private long _accepted;

    /// <summary>Live messages that the library has accepted but not written to the socket.</summary>
    public long InFlight => _accepted - client.LiveWritten;

    public long Published => client.LiveWritten + client.RetainedAcknowledged;

    private bool CanSend => client.IsOpen && !client.WantsWrite;

    /// <returns>Null when the broker has accepted.</returns>
    public MqttFault? AwaitAnswer(StopRequest stop)
    {
        var started = time.GetTimestamp();
        while (!stop.IsRequested)
        {
            var error = client.Turn(outbox.Signal, Tick, out _);
            if (client.Answer is { } answer)
            {
                return answer == 0 ? null : MqttFault.OfAnswer(answer, options.Endpoint);
            }

            if (error != MosquittoError.Success || !client.IsOpen)
            {
                return MqttFault.OfOpening(error, client.Complaint, options.Endpoint);
            }

            if (time.GetElapsedTime(started) >= options.ConnectTimeout)
            {
                return MqttFault.OfSilence(options.ConnectTimeout, options.Endpoint);
            }
        }

        // The broker may have accepted already, and would take silence for a crash.
        SayGoodbye(stop);
        return MqttFault.Stopped;
    }

    /// <summary>Sends what comes until the connection breaks or the stop's last words are out.</summary>
    /// <param name="published">Told the session's count each time it may have grown.</param>
    public MqttFault Pump(StopRequest stop, Action<long> published)
    {
        var reported = time.GetTimestamp();
        var droppedBefore = outbox.Dropped;
        while (true)
        {
            var more = Feed();

            // Before the wait, not after it: the count would lag by a tick.
            published(Published);
            if (stop.IsRequested)
            {
                if (outbox.IsEmpty && client.Unacknowledged == 0 && !client.WantsWrite)
                {
                    SayGoodbye(stop);
                    return MqttFault.Stopped;
                }

                if (stop.IsOverdue)
                {
                    // Without a goodbye: the broker then publishes the will, which is truer than a stale "online".
                    MqttLog.LastWordsUndelivered(logger, options.Endpoint);
                    return MqttFault.Stopped;
                }
            }

            var error = client.Turn(outbox.Signal, more ? TimeSpan.Zero : Tick, out var errno);
            while (client.TryTakeRefused(out var answer))
            {
                Tell(answer.Message.Topic, answer.Message.Payload.Length, MosquittoError.ReasonText(answer.ReasonCode));
            }

            if (error != MosquittoError.Success || !client.IsOpen)
            {
                return MqttFault.OfLoss(error, errno, client.Goodbye, options.Endpoint);
            }

            if (time.GetElapsedTime(reported) >= ReportInterval)
            {
                reported = time.GetTimestamp();
                ReportDrops(ref droppedBefore);
            }
        }
    }

    /// <summary>Hands over while the kernel takes it: status first, then at most a queue's worth of live messages.</summary>
    /// <returns>True when there may be more that could go out at once.</returns>
    private bool Feed()
    {
        while (CanSend && client.Unacknowledged < MaxUnacknowledged && outbox.TryTakeRetained(out var retained))
        {
            var error = client.PublishRetained(retained);
            if (MosquittoError.IsOfMessage(error))
            {
                Tell(retained.Topic, retained.Payload.Length, MosquittoError.Text(error, 0));
            }
        }

        for (var i = 0; i < options.QueueCapacity; i++)
        {
            if (!CanSend || !outbox.TryTakeLive(ref _outgoing))
            {
                return false;
            }

            var error = client.PublishLive(_outgoing.Topic!, _outgoing.Payload, _outgoing.Properties, _outgoing.Sequence);
            if (MosquittoError.IsOfMessage(error))
            {
                outbox.CountRefused();
                Tell(_outgoing.Topic!, _outgoing.Payload.Length, MosquittoError.Text(error, 0));
            }
            else
            {
                _accepted++;
            }
        }

        return true;
    }

    private void Tell(MqttTopic topic, int length, string reason)
    {
        if (_refusedTopics.Add(topic))
        {
            var refusal = $"MQTT broker {options.Endpoint} does not take a message of {length} bytes to {topic}: {reason}";
            MqttLog.MessageRefused(logger, refusal);
            refused(refusal);
        }
    }

    private void SayGoodbye(StopRequest stop)
    {
        var error = client.Disconnect();
        while (error == MosquittoError.Success && client.IsOpen && !stop.IsOverdue)
        {
            error = client.Turn(outbox.Signal, Tick, out _);
        }
    }

    private void ReportDrops(ref long droppedBefore)
    {
        var dropped = outbox.Dropped;
        if (dropped > droppedBefore)
        {
            MqttLog.BrokerTooSlow(logger, options.Endpoint, dropped - droppedBefore);
        }

        droppedBefore = dropped;
    }
}
