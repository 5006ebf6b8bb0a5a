using Microsoft.Extensions.Logging;

namespace PoseStream.Mqtt;

internal static partial class MqttLog
{
    [LoggerMessage(5000, LogLevel.Information, "MQTT connected to {Endpoint}; {Missed} live messages were dropped so far")]
    public static partial void Connected(ILogger logger, string endpoint, long missed);

    [LoggerMessage(5001, LogLevel.Warning, "{Fault}; trying again until it works")]
    public static partial void Disconnected(ILogger logger, string fault);

    [LoggerMessage(5002, LogLevel.Debug, "{Fault} (as before); next attempt in {Delay_s:0.0} s")]
    public static partial void StillDisconnected(ILogger logger, string fault, double delay_s);

    [LoggerMessage(5003, LogLevel.Information, "MQTT connection to {Endpoint} stopped")]
    public static partial void Stopped(ILogger logger, string endpoint);

    [LoggerMessage(5004, LogLevel.Warning, "MQTT broker {Endpoint} did not take the last messages in time; it will publish the will")]
    public static partial void LastWordsUndelivered(ILogger logger, string endpoint);

    [LoggerMessage(5005, LogLevel.Warning, "MQTT broker {Endpoint} is slower than the messages come: {Dropped} live messages dropped in the last second")]
    public static partial void BrokerTooSlow(ILogger logger, string endpoint, long dropped);

    [LoggerMessage(5006, LogLevel.Warning, "{Refusal} (said once for each topic)")]
    public static partial void MessageRefused(ILogger logger, string refusal);

    [LoggerMessage(5007, LogLevel.Error, "A subscriber of the MQTT connection's {Event} event failed")]
    public static partial void HandlerFailed(ILogger logger, string @event, Exception exception);

    [LoggerMessage(5008, LogLevel.Warning, "MQTT connection to {Endpoint} is still waiting for the network; left to end by itself")]
    public static partial void StopAbandoned(ILogger logger, string endpoint);

    [LoggerMessage(5009, LogLevel.Error, "MQTT attempt failed unexpectedly")]
    public static partial void AttemptFailed(ILogger logger, Exception exception);
}
