using PoseStream.Core.Frames;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>A frame on its way to subscribers.</summary>
/// <param name="Response">A serialised StreamPosesResponse whose frame is set; "missed" is each subscriber's own.</param>
/// <param name="ResponseWithMeshes">The same with people's surfaces; the same bytes where there are none, or nobody wants them.</param>
public sealed record SharedPoseFrame(CameraId Camera, long ArrivalTimestamp, ReadOnlyMemory<byte> Response, ReadOnlyMemory<byte> ResponseWithMeshes);
