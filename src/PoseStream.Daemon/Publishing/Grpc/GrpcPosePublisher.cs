using System.Collections.Concurrent;
using Google.Protobuf;
using PoseStream.Core.Frames;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Grpc.Subscriptions;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>Gives frames to gRPC subscribers, serialised once for all of them, and once more for those who want surfaces too.</summary>
public sealed class GrpcPosePublisher : IContractPublisher, IDisposable
{
    private readonly ConcurrentDictionary<CameraId, MeshTopology> _topologies = new();
    private int _meshReaders;

    public FanOut<SharedPoseFrame> Subscribers { get; } = new();

    public bool HasReaders => Subscribers.SubscriberCount > 0;

    /// <summary>How the vertices of a camera's surfaces hang together; null while it had none.</summary>
    public MeshTopology? TopologyOf(CameraId camera) => _topologies.GetValueOrDefault(camera);

    /// <summary>A subscriber wants surfaces, from now until <see cref="LeaveMeshes"/>.</summary>
    public void JoinMeshes() => Interlocked.Increment(ref _meshReaders);

    public void LeaveMeshes() => Interlocked.Decrement(ref _meshReaders);

    public void Publish(PoseFrame frame, V1.PoseFrame message)
    {
        var topology = MeshMapper.TopologyOf(frame);
        if (topology is not null)
        {
            _topologies[frame.Stamp.Camera] = topology;
        }

        var response = Serialize(message);
        Subscribers.Publish(new SharedPoseFrame(
            frame.Stamp.Camera,
            frame.Stamp.Timing.ArrivalTimestamp,
            response,
            topology is not null && Volatile.Read(ref _meshReaders) > 0 ? Serialize(MeshMapper.With(frame, message)) : response));
    }

    public void Dispose() => Subscribers.Dispose();

    private static byte[] Serialize(V1.PoseFrame message) => new V1.StreamPosesResponse { Frame = message }.ToByteArray();
}
