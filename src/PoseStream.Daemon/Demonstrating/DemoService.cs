using System.Net;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>The service as 'posestream run' runs it, in this process.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<ServiceAddresses> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Loading the networks takes a while, and none of it is asynchronous.
    private DemoService(ServicePlan plan, TimeProvider time) =>
        Running = Task.Run(() => ServiceRunner.RunAsync(plan, time, addresses => _listening.TrySetResult(addresses), _stop.Token));

    /// <summary>Ends before it is told to only by a failure.</summary>
    public Task Running { get; }

    /// <summary>Where gRPC listens.</summary>
    public IPEndPoint Grpc { get; private set; } = null!;

    /// <summary>Where the live page is.</summary>
    public IPEndPoint Web { get; private set; } = null!;

    /// <exception cref="Exception">What <see cref="Commands.ExpectedFailures"/> knows.</exception>
    public static async Task<DemoService> StartAsync(ServicePlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        var service = new DemoService(plan, time);
        try
        {
            var listening = service._listening.Task;
            await (await Task.WhenAny(listening, service.Running).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            var addresses = await listening.ConfigureAwait(false);
            (service.Grpc, service.Web) = (addresses.Grpc!, addresses.Web!);
            return service;
        }
        catch
        {
            await service.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Every frame is accounted for when this returns.</summary>
    /// <exception cref="CommandFailedException">The service had failed.</exception>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
