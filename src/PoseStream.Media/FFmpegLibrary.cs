using Microsoft.Extensions.Logging;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>
/// FFmpeg's shared libraries (majors 59 to 63, that is FFmpeg 5.0 to 9.0; the newest found wins), loaded for the life of the process.
/// FFmpeg has one log for a process: the last library loaded owns it.
/// </summary>
public sealed class FFmpegLibrary
{
    private FFmpegLibrary(FFmpegApi api) => Api = api;

    public FFmpegVersions Versions => Api.Versions;

    internal FFmpegApi Api { get; }

    /// <param name="directory">Where to look, and nowhere else; null = the system's library path.</param>
    /// <param name="logger">Gets what FFmpeg says outside of any source, redacted and rate-limited.</param>
    /// <param name="timeProvider">For the rate limit.</param>
    /// <exception cref="MediaLibraryException">Missing, incomplete or mixed libraries.</exception>
    public static FFmpegLibrary Load(string? directory, ILogger logger, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var api = new FFmpegApi(NativeLibraries.Open(directory));
        NativeLog.Install(api, new FFmpegLogRelay(logger, "outside of any source", timeProvider, []));
        MediaLog.LibraryLoaded(logger, api.Versions.Release, api.Versions.Format, api.Versions.Codec, directory ?? "the system's path");
        return new FFmpegLibrary(api);
    }

    /// <summary>Tries to open a device of every kind of hardware decoder that the build knows. Takes some milliseconds each; for diagnosis.</summary>
    public IReadOnlyList<HardwareDecoder> ProbeHardwareDecoders()
    {
        var found = new List<HardwareDecoder>();
        foreach (var type in HardwareDevice.Types(Api))
        {
            using var device = HardwareDevice.TryOpen(Api, type, out var failure);
            found.Add(new HardwareDecoder(HardwareDevice.NameOf(Api, type), device is not null, failure));
        }

        return found;
    }
}
