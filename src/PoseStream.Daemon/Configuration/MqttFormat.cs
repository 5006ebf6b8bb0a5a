namespace PoseStream.Daemon.Configuration;

public enum MqttFormat
{
    Protobuf,
    Json,
}
