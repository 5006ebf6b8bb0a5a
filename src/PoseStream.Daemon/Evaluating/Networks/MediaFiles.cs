using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>Opens pictures and videos as the service opens recordings.</summary>
internal sealed class MediaFiles(TimeProvider time)
{
    private readonly FFmpegLibrary _media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, NullLogger<FFmpegLibrary>.Instance, time);

    /// <param name="every">Only each so-many-th frame.</param>
    /// <exception cref="CommandFailedException">The file could not be read.</exception>
    public Task ReadAsync(string path, int every, Action<Frame> look, CancellationToken cancellation) => FrameReading.RunAsync(
        new FFmpegFrameSource(
            new FFmpegSourceOptions { Url = path, Pacing = Pacing.Unpaced }, _media, time, NullLogger<FFmpegFrameSource>.Instance),
        every, look, cancellation);
}
