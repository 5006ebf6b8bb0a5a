using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Wire;
using PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Grpc;

/// <summary>posestream.v1's services.</summary>
public sealed class PoseEndpoints(GrpcPosePublisher poses, CameraFleet cameras, GrpcPlan plan, TimeProvider time)
{
    private const double HighestRate_Hz = 10_000;

    public void Map(GrpcEndpoints grpc)
    {
        grpc.MapServerStream(PoseMethods.StreamPoses, StreamPosesAsync);
        grpc.MapUnary(PoseMethods.ListStreams, ListStreams);
        grpc.MapUnary(PoseMethods.GetStream, GetStream);
        grpc.MapUnary(PoseMethods.GetMeshFaces, GetMeshFaces);
        grpc.MapUnary(PoseMethods.GetSkeleton, GetSkeleton);
    }

    private async Task StreamPosesAsync(
        StreamPosesRequest request, GrpcServerStream<StreamPosesResponse> responses, GrpcCallContext context, CancellationToken cancellation)
    {
        foreach (var name in request.StreamIds)
        {
            Require(name);
        }

        if (!(request.MaxRateHz >= 0 && request.MaxRateHz <= HighestRate_Hz))
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"max_rate_hz is {request.MaxRateHz}, must be 0 to {HighestRate_Hz}");
        }

        var filter = new SubscriptionFilter(request.StreamIds.ToHashSet(StringComparer.Ordinal), request.MaxRateHz, time);
        using var subscription = poses.Subscribers.TrySubscribe(plan.SubscriberQueue, plan.MaxSubscribers, filter.Wants)
            ?? throw new GrpcStatusException(GrpcStatusCode.ResourceExhausted, $"{plan.MaxSubscribers} subscribers are connected already (grpc.max_subscribers)");
        if (request.WithMeshes)
        {
            poses.JoinMeshes();
        }

        try
        {
            await responses.StartAsync().ConfigureAwait(false);
            var own = new StreamPosesResponse();
            await foreach (var (frame, missed) in subscription.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                own.Missed = missed;
                await responses.WriteAsync(request.WithMeshes ? frame.ResponseWithMeshes : frame.Response, own).ConfigureAwait(false);
            }
        }
        finally
        {
            if (request.WithMeshes)
            {
                poses.LeaveMeshes();
            }
        }
    }

    private Task<ListStreamsResponse> ListStreams(ListStreamsRequest request, GrpcCallContext context, CancellationToken cancellation)
    {
        var response = new ListStreamsResponse();
        response.Streams.AddRange(cameras.Statuses()
            .OrderBy(status => status.Camera.Value, StringComparer.Ordinal)
            .Select(status => StreamStatusMapper.Map(status, cameras.ModelsOf(status.Camera))));
        return Task.FromResult(response);
    }

    private Task<GetStreamResponse> GetStream(GetStreamRequest request, GrpcCallContext context, CancellationToken cancellation)
    {
        Require(request.StreamId);
        var status = cameras.Statuses().First(status => status.Camera.Value == request.StreamId);
        return Task.FromResult(new GetStreamResponse { Stream = StreamStatusMapper.Map(status, cameras.ModelsOf(status.Camera)) });
    }

    private Task<GetMeshFacesResponse> GetMeshFaces(GetMeshFacesRequest request, GrpcCallContext context, CancellationToken cancellation)
    {
        Require(request.StreamId);
        return poses.TopologyOf(new CameraId(request.StreamId)) is { } topology
            ? Task.FromResult(MeshMapper.Map(topology))
            : throw new GrpcStatusException(GrpcStatusCode.NotFound, $"stream '{request.StreamId}' had no surface yet; a mesh network must be among its models, and somebody in sight");
    }

    private static Task<GetSkeletonResponse> GetSkeleton(GetSkeletonRequest request, GrpcCallContext context, CancellationToken cancellation)
    {
        var published = Halpe26.Skeleton;
        return request.SkeletonId.Length == 0 || request.SkeletonId == SkeletonMapper.IdOf(published)
            ? Task.FromResult(new GetSkeletonResponse { Skeleton = SkeletonMapper.Map(published) })
            : throw new GrpcStatusException(
                GrpcStatusCode.NotFound, $"no skeleton '{request.SkeletonId}'; this service publishes {SkeletonMapper.IdOf(published)}");
    }

    private void Require(string stream)
    {
        if (!cameras.Names.Contains(stream))
        {
            throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no stream '{stream}'; there are: {string.Join(", ", cameras.Names.Order(StringComparer.Ordinal))}");
        }
    }
}
