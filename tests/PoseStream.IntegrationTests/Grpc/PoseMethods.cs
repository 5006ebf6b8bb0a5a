using PoseStream.Grpc.Wire;
using PoseStream.V1;

namespace PoseStream.IntegrationTests.Grpc;

internal static class PoseMethods
{
    public static readonly GrpcMethod<StreamPosesRequest, StreamPosesResponse> StreamPoses =
        GrpcMethods.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses");

    public static readonly GrpcMethod<ListStreamsRequest, ListStreamsResponse> ListStreams =
        GrpcMethods.Find<ListStreamsRequest, ListStreamsResponse>(StreamsReflection.Descriptor, "StreamService", "ListStreams");

    public static readonly GrpcMethod<GetStreamRequest, GetStreamResponse> GetStream =
        GrpcMethods.Find<GetStreamRequest, GetStreamResponse>(StreamsReflection.Descriptor, "StreamService", "GetStream");

    /// <summary>In the proto, but not mapped by the test server.</summary>
    public static readonly GrpcMethod<GetSkeletonRequest, GetSkeletonResponse> GetSkeleton =
        GrpcMethods.Find<GetSkeletonRequest, GetSkeletonResponse>(SkeletonReflection.Descriptor, "SkeletonService", "GetSkeleton");
}
