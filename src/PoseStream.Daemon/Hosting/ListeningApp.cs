using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PoseStream.Daemon.Hosting;

/// <summary>A web application of this process that listens on one address and lives as long as its owner lets it.</summary>
internal static class ListeningApp
{
    // A reader that takes nothing would hold up the end of its stream, and with it the end of the service.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    // Empty: no settings file of whatever folder we are started in, no watch on it, no second handler of signals.
    public static WebApplicationBuilder CreateBuilder(LogLevel level, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Logs.Configure(builder.Logging, level);
        builder.Services.AddRoutingCore().AddSingleton(time).AddSingleton<IHostLifetime, OwnersLifetime>();
        return builder;
    }

    /// <param name="key">The section of the configuration that an error names.</param>
    /// <returns>Where it listens, the port filled in.</returns>
    /// <exception cref="CommandFailedException">The port is taken, or the address is not this machine's; the application is disposed.</exception>
    public static async Task<IPEndPoint> StartAsync(WebApplication app, string key, IPEndPoint listen, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new CommandFailedException($"{key}.listen: {listen} is in use by another program; stop it or choose another port (0 for any free one)");
        }
        catch (SocketException exception)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new CommandFailedException($"{key}.listen: cannot listen on {listen}: {exception.Message}");
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new IPEndPoint(listen.Address, new Uri(address).Port);
    }

    /// <summary>Ends what its streams' owners end, cuts connections that do not take their end in time, and closes the port.</summary>
    public static async Task StopAsync(WebApplication app, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(StopPatience, time);
        try
        {
            await app.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // The connections were cut, which is what the limit is for.
        }

        await app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The framework's own lifetime would end every stream at a signal, while cameras still have frames on their way.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
