using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;

/// <summary>
/// Runs before Main where DOTNET_STARTUP_HOOKS names this assembly: makes this same assembly a client process that a test can kill.
/// The runtime wants this name, this method and no namespace.
/// </summary>
internal static class StartupHook
{
    public const string PortVariable = "POSESTREAM_TEST_MQTT_PORT";
    public const string Topic = "posestream/v1/crash/status";

    public static void Initialize()
    {
        var port = int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, CultureInfo.InvariantCulture);
        var topic = new MqttTopic(Topic);
        var options = new MqttConnectionOptions { Host = "127.0.0.1", Port = port, ClientId = "crash", Will = new MqttMessage(topic, "lost"u8.ToArray()) };
        var connection = new MqttConnection(options, TimeProvider.System, NullLogger.Instance);
        connection.Connected += () => connection.PublishRetained(new MqttMessage(topic, "online"u8.ToArray()));
        connection.Start();
        Thread.Sleep(Timeout.Infinite);
    }
}
