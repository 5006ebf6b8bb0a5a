using PoseStream.Grpc.Wire;
using PoseStream.V1;

namespace PoseStream.IntegrationTests.Grpc;

internal static class PoseMethods
{
    public static readonly GrpcMethod<StreamPosesRequest, StreamPosesResponse> StreamPoses =
        GrpcMethod.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses");

    public static readonly GrpcMethod<ListStreamsRequest, ListStreamsResponse> ListStreams =
        GrpcMethod.Find<ListStreamsRequest, ListStreamsResponse>(StreamsReflection.Descriptor, "StreamService", "ListStreams");

    public static readonly GrpcMethod<GetStreamRequest, GetStreamResponse> GetStream =
        GrpcMethod.Find<GetStreamRequest, GetStreamResponse>(StreamsReflection.Descriptor, "StreamService", "GetStream");

    /// <summary>In the proto, but not mapped by the test server.</summary>
    public static readonly GrpcMethod<GetSkeletonRequest, GetSkeletonResponse> GetSkeleton =
        GrpcMethod.Find<GetSkeletonRequest, GetSkeletonResponse>(SkeletonReflection.Descriptor, "SkeletonService", "GetSkeleton");
}
