using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    private GrpcHost(WebApplication app, IPEndPoint address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where it listens, the port filled in.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="CommandFailedException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<GrpcHost> StartAsync(
        ServicePlan service, CameraFleet cameras, GrpcPosePublisher poses, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = service.Grpc;

        // Empty: no settings file of whatever folder we are started in, no watch on it, no second handler of signals.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Logs.Configure(builder.Logging, service.LogLevel);
        builder.Services.AddRoutingCore().AddSingleton(time).AddSingleton<IHostLifetime, OwnersLifetime>();
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

        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new CommandFailedException($"grpc.listen: {plan.Listen} is in use by another program; stop it or choose another port (0 for any free one)");
        }
        catch (SocketException exception)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new CommandFailedException($"grpc.listen: cannot listen on {plan.Listen}: {exception.Message}");
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new GrpcHost(app, new IPEndPoint(plan.Listen.Address, new Uri(address).Port));
    }

    /// <summary>Ends every stream with UNAVAILABLE, then closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static ServingStatus HealthOf(CameraState state) =>
        state is CameraState.Streaming ? ServingStatus.Serving : ServingStatus.NotServing;

    /// <summary>It lives as long as its owner lets it. The framework's own lifetime would end every stream at a signal, while cameras still have frames on their way.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
