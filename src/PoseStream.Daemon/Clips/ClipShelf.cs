using Microsoft.Extensions.Logging;
using PoseStream.Media;
using PoseStream.Media.Encoders;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Clips;

/// <summary>Rendered clips, from the cache or rendered now.</summary>
internal sealed class ClipShelf
{
    private const int Quality = 22;

    private readonly FFmpegLibrary _media;
    private readonly ILogger _logger;
    private readonly ClipCache _cache;
    private readonly TimeProvider _time;

    public ClipShelf(string folder, FFmpegLibrary media, ILoggerFactory loggers, TimeProvider time)
    {
        (_media, _time, _logger) = (media, time, loggers.CreateLogger<ClipShelf>());
        Folder = folder;
        using var encoder = Open(ClipCatalog.All[0]);
        _cache = new ClipCache(folder, new ClipEncoder($"{encoder.Name}, quality {Quality}", Open), _logger);
    }

    public string Folder { get; }

    /// <summary>The first <paramref name="count"/> of the catalogue, or all of it.</summary>
    /// <exception cref="OperationCanceledException">What was finished is kept.</exception>
    public Task<IReadOnlyList<RenderedClip>> TakeAsync(int count, CancellationToken cancellationToken) =>
        TakeAsync([.. ClipCatalog.All.Take(count)], cancellationToken);

    /// <exception cref="OperationCanceledException">What was finished is kept.</exception>
    public async Task<IReadOnlyList<RenderedClip>> TakeAsync(IReadOnlyList<ClipScript> scripts, CancellationToken cancellationToken)
    {
        var clips = scripts.Select(_cache.Find).ToArray();
        var missing = scripts.Where((_, i) => clips[i] is null).ToArray();
        if (missing.Length > 0)
        {
            await using var progress = RenderProgress.Start([.. missing.Select(script => script.Name)], missing.Sum(script => script.Count), Folder, _time);
            for (var i = 0; i < scripts.Count; i++)
            {
                var script = scripts[i];
                // Drawing keeps every core busy for seconds: not on a thread that others wait for.
                clips[i] ??= await Task.Run(() => _cache.Render(script, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }

        return [.. clips.Select(clip => clip!)];
    }

    // A key frame a second: so long does a camera's first picture take to come at most.
    private FFmpegVideoEncoder Open(ClipScript script) => new(
        new VideoEncoderOptions { Geometry = script.Geometry, FramesPerSecond = script.FramesPerSecond, KeyFrameInterval = script.FramesPerSecond, Quality = Quality },
        _media,
        _logger);
}
