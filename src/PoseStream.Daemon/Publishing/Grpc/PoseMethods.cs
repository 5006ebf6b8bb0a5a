using PoseStream.Grpc.Wire;
using PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>The methods of posestream.v1's services, for who serves them and who calls them.</summary>
public static class PoseMethods
{
    public static readonly GrpcMethod<StreamPosesRequest, StreamPosesResponse> StreamPoses =
        GrpcMethods.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses");

    public static readonly GrpcMethod<ListStreamsRequest, ListStreamsResponse> ListStreams =
        GrpcMethods.Find<ListStreamsRequest, ListStreamsResponse>(StreamsReflection.Descriptor, "StreamService", "ListStreams");

    public static readonly GrpcMethod<GetStreamRequest, GetStreamResponse> GetStream =
        GrpcMethods.Find<GetStreamRequest, GetStreamResponse>(StreamsReflection.Descriptor, "StreamService", "GetStream");

    public static readonly GrpcMethod<GetMeshFacesRequest, GetMeshFacesResponse> GetMeshFaces =
        GrpcMethods.Find<GetMeshFacesRequest, GetMeshFacesResponse>(StreamsReflection.Descriptor, "StreamService", "GetMeshFaces");

    public static readonly GrpcMethod<GetSkeletonRequest, GetSkeletonResponse> GetSkeleton =
        GrpcMethods.Find<GetSkeletonRequest, GetSkeletonResponse>(SkeletonReflection.Descriptor, "SkeletonService", "GetSkeleton");
}
