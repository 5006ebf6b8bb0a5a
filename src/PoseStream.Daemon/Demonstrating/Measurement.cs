namespace PoseStream.Daemon.Demonstrating;

/// <summary>Watches the service from outside for a while: reads what it publishes, and asks it where its frames went.</summary>
internal sealed class Measurement(DemoCameras cameras, DemoService service, Scoreboard board, IDemoView view, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Frames on their way need some tens of milliseconds; this is for a machine that is out of breath.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(4);

    /// <summary>Until the time is over or it is cancelled, which is a good end too; then until every frame is accounted for.</summary>
    /// <exception cref="Exception">The service failed: what <see cref="Commands.ExpectedFailures"/> knows.</exception>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var client = new DemoClient(service.Grpc);
        using var enough = new CancellationTokenSource();
        var reading = ReadAsync(client, enough.Token);
        try
        {
            var started = time.GetTimestamp();
            while (Left(started, duration) is { Ticks: > 0 } left && !cancellationToken.IsCancellationRequested)
            {
                await LookAsync(client, reading, left, cancellationToken).ConfigureAwait(false);
            }

            // Nothing new comes, and what is on its way arrives: the last figures then leave nothing open.
            cameras.Stall();
            var stalled = time.GetTimestamp();
            do
            {
                await LookAsync(client, reading, Interval, CancellationToken.None).ConfigureAwait(false);
            }
            while (Left(stalled, DrainLimit) > TimeSpan.Zero && !board.HasAll);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(DemoClient client, CancellationToken enough)
    {
        await foreach (var response in client.FramesAsync(enough).ConfigureAwait(false))
        {
            board.Add(response);
        }
    }

    /// <summary>Waits a moment, then shows how it stands.</summary>
    private async Task LookAsync(DemoClient client, Task reading, TimeSpan left, CancellationToken cancellationToken)
    {
        var moment = Task.Delay(left < Interval ? left : Interval, time, cancellationToken);
        if (await Task.WhenAny(service.Running, reading, moment).ConfigureAwait(false) != moment)
        {
            // Neither ends by itself but by a failure, and the service's is the cause of the other's.
            await service.StopAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }

        board.Add(await client.StreamsAsync().ConfigureAwait(false));
        view.Show(board.Read());
    }

    private TimeSpan Left(long since, TimeSpan limit) => limit - time.GetElapsedTime(since);
}
