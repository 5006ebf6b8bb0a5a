using Google.Protobuf;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Grpc.Subscriptions;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>Gives frames to gRPC subscribers, serialised once for all of them.</summary>
public sealed class GrpcPosePublisher : IContractPublisher, IDisposable
{
    public FanOut<SharedPoseFrame> Subscribers { get; } = new();

    public bool HasReaders => Subscribers.SubscriberCount > 0;

    public void Publish(PoseFrame frame, V1.PoseFrame message) => Subscribers.Publish(new SharedPoseFrame(
        frame.Stamp.Camera,
        frame.Stamp.Timing.ArrivalTimestamp,
        new V1.StreamPosesResponse { Frame = message }.ToByteArray()));

    public void Dispose() => Subscribers.Dispose();
}
