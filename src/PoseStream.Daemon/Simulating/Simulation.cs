using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Simulating;

/// <summary>Simulated RTSP cameras for somebody's client, until they are stopped.</summary>
internal static class Simulation
{
    /// <exception cref="CommandFailedException">A name, a file or a port is wrong.</exception>
    /// <exception cref="OperationCanceledException">The only other end.</exception>
    public static async Task RunAsync(SimulateOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var wanted = new CameraClips(options);
        using var loggers = Logs.Create(LogLevel.Warning);
        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var clips = await wanted.TakeAsync(media, time, loggers, cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<SimulatedCamera> cameras = [];
        List<Task> playing = [];
        try
        {
            foreach (var clip in clips)
            {
                var port = options.Listen.Port == 0 ? 0 : options.Listen.Port + cameras.Count;
                cameras.Add(SimulatedCamera.Start(
                    clip.Video,
                    new SimulatedCameraOptions { Listen = new IPEndPoint(options.Listen.Address, port), Path = clip.Name, Credentials = options.Credentials },
                    time,
                    loggers.CreateLogger<SimulatedCamera>()));
            }

            await WriteAddressesAsync(clips, cameras).ConfigureAwait(false);
            playing.AddRange(clips.Zip(cameras, (clip, camera) => new FaultPlayer(clip, camera, options.Faults, time, Console.WriteLine).RunAsync(stop.Token)));
            // None ends but by a failure, or because it is told to.
            await (await Task.WhenAny(playing).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(playing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var camera in cameras)
            {
                await camera.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAddressesAsync(IReadOnlyList<CameraClip> clips, IReadOnlyList<SimulatedCamera> cameras)
    {
        string[] addresses = [.. cameras.Select(camera => camera.Credentials is { } credentials ? camera.UrlFor(credentials) : camera.Url)];
        foreach (var (clip, address) in clips.Zip(addresses))
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{address}  {clip.Video.Count} pictures of {clip.Geometry.Width}x{clip.Geometry.Height} in a loop of {clip.Video.Duration_ns * 1e-9:F1} s")).ConfigureAwait(false);
        }

        await Console.Out.WriteLineAsync($"posestream run {string.Join(' ', clips.Zip(addresses, (clip, address) => $"--camera {clip.Name}={address}"))}").ConfigureAwait(false);
    }
}
