using System.CommandLine;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream dataset clip: a rendered clip as a video with its truth and its camera, for 'infer' and 'eval'.</summary>
internal static class DatasetClipCommand
{
    private const double LongestSeconds = 3600;

    public static Command Create(TimeProvider time)
    {
        var name = new Argument<string>("NAME") { Description = $"Of {ClipNames.All}." };
        var folder = new Option<string>("--out") { Description = "Folder for NAME.mp4, NAME.truth.jsonl and NAME.camera.json; made if absent.", HelpName = "DIR", Required = true };
        var duration = new Option<double?>("--duration") { Description = "Seconds; one round of the clip unless given, and beyond that round and round.", HelpName = "S" };
        var command = new Command("clip", "A rendered clip as a video, with its truth for 'eval poses' and 'eval tracks' and its calibration for 'infer --calibration'.") { name, folder, duration };
        command.SetAction(async (arguments, cancellation) =>
        {
            var script = ClipNames.Find(arguments.GetValue(name)!);
            var seconds = arguments.GetValue(duration) ?? script.Seconds;
            if (seconds is not (>= 1 and <= LongestSeconds))
            {
                throw new CommandFailedException(FormattableString.Invariant($"--duration: {seconds} is no duration; give 1 to {LongestSeconds} seconds"));
            }

            await WriteAsync(script, FolderAt(arguments.GetValue(folder)!), (int)Math.Round(seconds * script.FramesPerSecond), time, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(ClipScript script, string folder, int count, TimeProvider time, CancellationToken cancellation)
    {
        using var loggers = Logs.Create(LogLevel.Warning);
        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var clips = await new ClipShelf(CacheFolder.Of("clips"), media, loggers, time).TakeAsync([script], cancellation).ConfigureAwait(false);
        try
        {
            foreach (var path in new ClipFiles(clips[0]).Write(folder, count, cancellation))
            {
                await Console.Out.WriteLineAsync(path).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", Path.Combine(folder, clips[0].Name + ".mp4"), exception);
        }
    }

    /// <summary>Better told before the clip is rendered than after.</summary>
    private static string FolderAt(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", folder, exception);
        }
    }
}
