using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Health;
using PoseStream.Grpc.Reflection;
using PoseStream.Grpc.Server;
using PoseStream.Pipeline.Supervision;
using ServingStatus = PoseStream.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace PoseStream.Daemon.Hosting;

/// <summary>The gRPC side of a service: posestream.v1, health per stream, reflection.</summary>
public sealed class GrpcHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private GrpcHost(WebApplication app, IPEndPoint address, TimeProvider time)
    {
        _app = app;
        _time = time;
        Address = address;
    }

    /// <summary>Where it listens, the port filled in.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="CommandFailedException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<GrpcHost> StartAsync(
        ServicePlan service, CameraFleet cameras, GrpcPosePublisher poses, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = service.Grpc;
        var builder = ListeningApp.CreateBuilder(service.LogLevel, time);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenGrpc(plan.Listen.Address, plan.Listen.Port));
        var app = builder.Build();
        app.UseRouting();

        var health = new HealthRegistry();
        health.Set("", ServingStatus.Serving);
        foreach (var name in cameras.Names)
        {
            health.Set(name, ServingStatus.NotServing);
        }

        cameras.StatusChanged += status => health.Set(status.Camera.Value, HealthOf(status.State));
        var grpc = app.MapGrpc(new GrpcServerOptions { WriteDeadline = plan.WriteTimeout });
        new PoseEndpoints(poses, cameras, plan, time).Map(grpc);
        grpc.MapHealth(health);
        if (plan.Reflection)
        {
            grpc.MapReflection();
        }

        return new GrpcHost(app, await ListeningApp.StartAsync(app, "grpc", plan.Listen, cancellationToken).ConfigureAwait(false), time);
    }

    /// <summary>Ends every stream with UNAVAILABLE, cuts off readers that do not take it, then closes the port.</summary>
    public ValueTask DisposeAsync() => new(ListeningApp.StopAsync(_app, _time));

    private static ServingStatus HealthOf(CameraState state) =>
        state is CameraState.Streaming ? ServingStatus.Serving : ServingStatus.NotServing;
}
