using Google.Protobuf;
using PoseStream.Core.Frames;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Mqtt;

/// <summary>Gives frames to the broker: live messages, of which the newest survive.</summary>
public sealed class MqttPosePublisher(MqttConnection connection, TopicTree topics, MqttFormat format, IEnumerable<CameraId> cameras) : IContractPublisher
{
    // A pose that nobody took for this long is of no use to a broker's queue.
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<CameraId, StreamTopics> _topics = cameras.ToDictionary(camera => camera, topics.ForStream);
    private readonly MqttProperties _properties = new(
        format is MqttFormat.Json ? "application/json" : "application/protobuf", Expiry, KeyValuePair.Create("schema", V1.PoseFrame.Descriptor.FullName));

    public bool HasReaders => connection.Status.State is MqttConnectionState.Connected;

    public void Publish(PoseFrame frame, V1.PoseFrame message)
    {
        var topic = _topics[frame.Stamp.Camera];
        if (format is MqttFormat.Json)
        {
            connection.PublishLive(topic.PosesJson, System.Text.Encoding.UTF8.GetBytes(ContractJson.Format(message)), _properties, message.Sequence);
        }
        else
        {
            connection.PublishLive(topic.Poses, message.ToByteArray(), _properties, message.Sequence);
        }
    }
}
