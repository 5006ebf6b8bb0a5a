using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Media;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Simulating;

/// <summary>Finds what cameras are to show: rendered clips by their names, and videos.</summary>
internal sealed class CameraClips
{
    private readonly List<(string Name, ClipScript? Script, string File)> _wanted = [];
    private readonly bool _withSmall;

    /// <exception cref="CommandFailedException">A name is neither, or there twice, or a fault does not go with it; nothing was opened yet.</exception>
    public CameraClips(SimulateOptions options)
    {
        var resolution = options.Faults.FirstOrDefault(fault => fault.Kind is FaultKind.Resolution);
        _withSmall = resolution is not null;
        foreach (var written in options.Names)
        {
            var script = ClipNames.TryFind(written);
            if (script is null && !File.Exists(written))
            {
                throw new CommandFailedException($"there is neither a clip nor a file '{written}'{ClipNames.Meant(written)}; there are the clips {ClipNames.All}");
            }

            if (script is null && resolution is not null)
            {
                throw new CommandFailedException($"--fault {resolution.Text}: a clip can be rendered smaller, but {written} is a file; simulate it in a command of its own");
            }

            var name = script?.Name ?? CameraName.Of(written);
            if (_wanted.Exists(other => other.Name == name))
            {
                throw new CommandFailedException($"{written}: there is a camera '{name}' already; give each once");
            }

            _wanted.Add((name, script, written));
        }
    }

    /// <exception cref="CommandFailedException">A file is no video that can be played.</exception>
    /// <exception cref="OperationCanceledException"/>
    public async Task<IReadOnlyList<CameraClip>> TakeAsync(FFmpegLibrary media, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ClipScript[] scripts = [.. _wanted.Select(wanted => wanted.Script).OfType<ClipScript>()];
        ClipScript[] needed = _withSmall ? [.. scripts, .. scripts.Select(Halved)] : scripts;
        var rendered = await new ClipShelf(CacheFolder.Of("clips"), media, loggers, time).TakeAsync(needed, cancellationToken).ConfigureAwait(false);
        List<CameraClip> clips = [];
        foreach (var (name, script, file) in _wanted)
        {
            if (script is null)
            {
                await Console.Error.WriteLineAsync($"reading {file}, which is compressed anew").ConfigureAwait(false);
            }

            clips.Add(script is not null
                ? new CameraClip(name, Named(script.Name)!.Video, script.Geometry, Named(Halved(script).Name)?.Video)
                : await VideoClip.ReadAsync(name, file, media, time, loggers, cancellationToken).ConfigureAwait(false));
        }

        return clips;

        RenderedClip? Named(string name) => rendered.FirstOrDefault(clip => clip.Name == name);
    }

    private static ClipScript Halved(ClipScript script) =>
        script with { Name = script.Name + "half", Geometry = new FrameGeometry(script.Geometry.Width / 2, script.Geometry.Height / 2) };
}
