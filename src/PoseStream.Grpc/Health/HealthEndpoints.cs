using PoseStream.Grpc.Health.V1;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Wire;
using ServingStatus = PoseStream.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace PoseStream.Grpc.Health;

/// <summary>Serves grpc.health.v1, which load balancers, Kubernetes and supervisors ask.</summary>
public static class HealthEndpoints
{
    public static GrpcEndpoints MapHealth(this GrpcEndpoints endpoints, HealthRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(registry);
        var file = HealthReflection.Descriptor;
        return endpoints
            .MapUnary(
                GrpcMethods.Find<HealthCheckRequest, HealthCheckResponse>(file, "Health", "Check"),
                (request, _, _) => Task.FromResult(Check(registry, request.Service)))
            .MapServerStream(
                GrpcMethods.Find<HealthCheckRequest, HealthCheckResponse>(file, "Health", "Watch"),
                (request, responses, _, call) => WatchAsync(registry, request.Service, responses, call));
    }

    private static HealthCheckResponse Check(HealthRegistry registry, string service) =>
        registry.Find(service) is { } status
            ? new HealthCheckResponse { Status = status }
            : throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no health is known of '{service}'");

    private static async Task WatchAsync(
        HealthRegistry registry, string service, GrpcServerStream<HealthCheckResponse> responses, CancellationToken call)
    {
        ServingStatus? sent = null;
        while (true)
        {
            var (found, changed) = registry.Look(service);
            var status = found ?? ServingStatus.ServiceUnknown;
            if (status != sent)
            {
                await responses.WriteAsync(new HealthCheckResponse { Status = status }).ConfigureAwait(false);
                sent = status;
            }

            await changed.WaitAsync(call).ConfigureAwait(false);
        }
    }
}
