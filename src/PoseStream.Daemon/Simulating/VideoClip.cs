using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Video;
using PoseStream.Daemon.Evaluating.Networks;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;
using PoseStream.Media.Encoders;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Simulating;

/// <summary>
/// A user's video as a simulated camera can play it. Whatever it was, it is compressed anew: a camera's stream has no B pictures, and a key frame now and then for who comes later.
/// </summary>
internal sealed class VideoClip(string file, FFmpegLibrary media, ILoggerFactory loggers) : IDisposable
{
    private const int Quality = 22;
    private const int LeastSide = 16;
    private const int MostSide = 8192;
    private const int KeyFrameInterval = 25;
    private const long OnlyPicture_ns = 1_000_000_000;

    private readonly List<AccessUnit> _units = [];
    private FFmpegVideoEncoder? _encoder;
    private string? _problem;

    /// <exception cref="CommandFailedException">It is no video, or one that cannot be played.</exception>
    /// <exception cref="OperationCanceledException"/>
    public static async Task<CameraClip> ReadAsync(
        string name, string file, FFmpegLibrary media, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        using var reading = new VideoClip(file, media, loggers);
        await new MediaFiles(time).ReadAsync(file, every: 1, reading.Add, cancellationToken).ConfigureAwait(false);
        return reading.Finish(name);
    }

    public void Dispose() => _encoder?.Dispose();

    private void Add(Frame frame)
    {
        var at = frame.Stamp.Timing.MediaTime;
        _problem ??= frame.Geometry is { Width: var width, Height: var height } && (width % 2 != 0 || height % 2 != 0 || Math.Min(width, height) < LeastSide || Math.Max(width, height) > MostSide)
            ? $"its pictures are {width}x{height}; both must be even, {LeastSide} to {MostSide}"
            : _encoder is not null && _encoder.Geometry != frame.Geometry
                ? "the size of its pictures changes"
                : _units.Count > 0 && at <= _units[^1].Time ? "its time jumps back" : null;
        if (_problem is not null)
        {
            return;
        }

        _encoder ??= new FFmpegVideoEncoder(
            new VideoEncoderOptions { Geometry = frame.Geometry, KeyFrameInterval = KeyFrameInterval, Quality = Quality, Color = frame.Color },
            media,
            loggers.CreateLogger<FFmpegVideoEncoder>());
        _encoder.Encode(frame.Buffer, at, _units);
    }

    private CameraClip Finish(string name)
    {
        if (_problem is not null)
        {
            throw new CommandFailedException($"{file}: cannot be played, as {_problem}");
        }

        _encoder!.Finish(_units);
        var last_ns = _units[^1].Time.Nanoseconds;
        var interval_ns = _units.Count > 1 ? last_ns - _units[^2].Time.Nanoseconds : OnlyPicture_ns;
        return new CameraClip(name, new MemoryClip(_units, last_ns + interval_ns), _encoder.Geometry, null);
    }
}
