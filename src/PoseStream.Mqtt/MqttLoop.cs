using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Mqtt.Interop;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt;

/// <summary>Connects, serves and connects again until the stop: the body of the network thread.</summary>
/// <param name="stateChanged">After each change of <paramref name="progress"/>'s state.</param>
/// <param name="connected">After each connection, when its state is known.</param>
internal sealed class MqttLoop(
    MqttConnectionOptions options,
    Outbox outbox,
    StopRequest stop,
    MqttProgress progress,
    Backoff backoff,
    TimeProvider time,
    ILogger logger,
    Action stateChanged,
    Action connected)
{
    public void Run()
    {
        var told = default(MqttFault);
        while (!stop.IsRequested)
        {
            progress.Connecting();
            stateChanged();
            var fault = Attempt();
            if (fault.Reason == MqttDisconnectReason.Stopped)
            {
                return;
            }

            progress.Disconnected(fault);
            stateChanged();
            var delay = backoff.Next();
            if (fault == told)
            {
                MqttLog.StillDisconnected(logger, fault.Text, delay.TotalSeconds);
            }
            else
            {
                MqttLog.Disconnected(logger, fault.Text);
                told = fault;
            }

            Wait(delay);
        }
    }

    /// <summary>One connection from its first packet to its end.</summary>
    private MqttFault Attempt()
    {
        try
        {
            using var client = new MosquittoClient(options);
            var error = client.Connect(out var errno);
            if (error != MosquittoError.Success)
            {
                return MqttFault.OfConnect(error, errno, client.Complaint, options.Endpoint);
            }

            var session = new MqttSession(client, outbox, options, time, logger, progress.Refused);
            return session.AwaitAnswer(stop) ?? Serve(session);
        }
        catch (MqttNativeException exception)
        {
            return new MqttFault(exception.Reason, $"MQTT broker {options.Endpoint} cannot be tried: {exception.Message}");
        }
        catch (Exception exception)
        {
            // The last resort of a thread that nobody watches: a bug here must not end the service, nor this connection for ever.
            MqttLog.AttemptFailed(logger, exception);
            return new MqttFault(MqttDisconnectReason.BrokerUnreachable, $"MQTT attempt failed: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private MqttFault Serve(MqttSession session)
    {
        var connectedAt = time.GetTimestamp();
        outbox.Open();
        try
        {
            MqttLog.Connected(logger, options.Endpoint, outbox.Dropped);
            progress.Connected();
            stateChanged();
            connected();
            return session.Pump(stop, progress.Published);
        }
        finally
        {
            outbox.Close(session.InFlight);
            progress.ConnectionEnded(session.Published);
            backoff.ConnectionEnded(time.GetElapsedTime(connectedAt));
        }
    }

    private void Wait(TimeSpan delay)
    {
        try
        {
            Task.Delay(delay, time, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Stopped: the loop sees it.
        }
    }
}
