using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Commands;
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
        var plan = DemoPlan.For(settings, cameras, options.CalibrateFromPeople);
        await using var service = await DemoService.StartAsync(plan, time, cancellationToken).ConfigureAwait(false);
        await DemoText.WriteAddressesAsync(Console.Out, cameras, plan, settings, service).ConfigureAwait(false);

        var board = new Scoreboard(cameras, time);
        IDemoView view = Console.IsOutputRedirected ? new DemoLines(Console.Out) : new DemoTable(time);
        await using (view.ConfigureAwait(false))
        {
            await new Measurement(cameras, service, board, view, time).RunAsync(options.Duration, cancellationToken).ConfigureAwait(false);
        }

        var result = board.Read();
        await service.StopAsync().ConfigureAwait(false);

        Terminal.Write(DemoText.TableOf(result, Terminal.Width));
        await DemoText.WriteSummaryAsync(Console.Out, result).ConfigureAwait(false);
        if (options.JsonPath is { } path)
        {
            DemoJson.Write(path, result);
        }

        return !result.IsGood ? DemoOutcome.Bad : cancellationToken.IsCancellationRequested ? DemoOutcome.Interrupted : DemoOutcome.Good;
    }
}
