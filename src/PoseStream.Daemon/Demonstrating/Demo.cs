using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>
/// A demo from its beginning to its end. Clips of people whose every joint is known are played by simulated RTSP cameras; the service reads them as it would
/// read any camera; what it publishes comes back over gRPC and is compared with what the clip showed at the frame's capture time.
/// </summary>
internal static class Demo
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Frames on their way need some tens of milliseconds; this is for a machine that is out of breath.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(4);

    /// <exception cref="Exception">What <see cref="Commands.ExpectedFailures"/> knows.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was anything to show.</exception>
    public static async Task<DemoOutcome> RunAsync(DemoOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var loggers = Logs.Create(LogLevel.Warning);
        var settings = DemoPlan.Read(options.ConfigPath);
        DemoPlan.CheckNetworks(settings, loggers);

        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var clips = await new ClipShelf(CacheFolder.Of("clips"), media, loggers, time).TakeAsync(options.Cameras, cancellationToken).ConfigureAwait(false);
        await using var cameras = DemoCameras.Start(clips, options.Cameras, time, loggers);
        var plan = DemoPlan.For(settings, cameras);
        await using var service = await DemoService.StartAsync(plan, time, cancellationToken).ConfigureAwait(false);
        await DemoText.WriteAddressesAsync(Console.Out, cameras, plan, settings.Grpc.Listen, service.Grpc).ConfigureAwait(false);

        var board = new Scoreboard(cameras, time);
        await MeasureAsync(board, cameras, service, options.Duration, time, cancellationToken).ConfigureAwait(false);
        await service.StopAsync().ConfigureAwait(false);

        var result = board.Read();
        await DemoText.WriteSummaryAsync(Console.Out, result).ConfigureAwait(false);
        if (options.JsonPath is { } path)
        {
            DemoJson.Write(path, result);
        }

        return !result.IsGood ? DemoOutcome.Bad : cancellationToken.IsCancellationRequested ? DemoOutcome.Interrupted : DemoOutcome.Good;
    }

    private static async Task MeasureAsync(
        Scoreboard board, DemoCameras cameras, DemoService service, TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new DemoClient(service.Grpc);
        using var enough = new CancellationTokenSource();
        var reading = ReadAsync(client, board, enough.Token);
        IDemoView view = Console.IsOutputRedirected ? new DemoLines(Console.Out) : new DemoTable(time);
        await using (view.ConfigureAwait(false))
        {
            var started = time.GetTimestamp();
            while (Left(started, duration) is { Ticks: > 0 } left && !cancellationToken.IsCancellationRequested)
            {
                await LookAsync(left, cancellationToken).ConfigureAwait(false);
            }

            // Nothing new comes, and what is on its way arrives: the last figures then leave nothing open.
            cameras.Stall();
            var stalled = time.GetTimestamp();
            do
            {
                await LookAsync(Interval, CancellationToken.None).ConfigureAwait(false);
            }
            while (Left(stalled, DrainLimit) > TimeSpan.Zero && !board.HasAll);
        }

        await enough.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);

        TimeSpan Left(long since, TimeSpan limit) => limit - time.GetElapsedTime(since);

        async Task LookAsync(TimeSpan left, CancellationToken cancelled)
        {
            var ended = await Task.WhenAny(service.Running, reading, Task.Delay(left < Interval ? left : Interval, time, cancelled)).ConfigureAwait(false);
            if (ended == service.Running || ended == reading)
            {
                // Neither ends by itself but by a failure, and the service's is the cause of the other's.
                await service.StopAsync().ConfigureAwait(false);
                await reading.ConfigureAwait(false);
            }

            board.Add(await client.StreamsAsync().ConfigureAwait(false));
            view.Show(board.Read());
        }
    }

    private static async Task ReadAsync(DemoClient client, Scoreboard board, CancellationToken enough)
    {
        try
        {
            await foreach (var response in client.FramesAsync(enough).ConfigureAwait(false))
            {
                board.Add(response);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // All that was wanted has come.
        }
    }
}
