using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>The opened shared libraries of one FFmpeg major. They stay loaded as long as the process: FFmpeg keeps process-wide state.</summary>
internal sealed record NativeLibraries(FFmpegLayout Layout, string? Directory, nint Util, nint Codec, nint Format, nint Scale, nint Device)
{
    /// <summary>Opens the newest supported major that is there whole.</summary>
    /// <param name="directory">Only there; null = the system's search path.</param>
    /// <exception cref="MediaLibraryException">None is there.</exception>
    public static NativeLibraries Open(string? directory)
    {
        if (directory is not null && !System.IO.Directory.Exists(directory))
        {
            throw new MediaLibraryException($"the FFmpeg directory '{directory}' does not exist: correct the configured directory, or leave it out to use the system's FFmpeg");
        }

        string? incomplete = null;
        foreach (var layout in FFmpegLayout.All)
        {
            // A dependency is found by its name if it was loaded before, so the order makes a directory work that is on no search path.
            var util = Load("avutil", layout.Util);
            if (util == 0)
            {
                continue;
            }

            Load("swresample", layout.Resample);
            var codec = Load("avcodec", layout.Major);
            var format = Load("avformat", layout.Major);
            var scale = Load("swscale", layout.Scale);
            if (codec != 0 && format != 0 && scale != 0)
            {
                return new NativeLibraries(layout, directory, util, codec, format, scale, Load("avdevice", layout.Major));
            }

            incomplete ??= codec == 0 ? SoName("avcodec", layout.Major) : format == 0 ? SoName("avformat", layout.Major) : SoName("swscale", layout.Scale);
        }

        var place = directory is null ? "in the system's library path" : $"in '{Path.GetFullPath(directory)}'";
        var what = incomplete is null ? "FFmpeg's libraries are missing" : $"FFmpeg is incomplete: {incomplete} is missing or cannot be loaded";
        throw new MediaLibraryException(
            $"{what} {place} (tried libavformat.so.{string.Join(", .", FFmpegLayout.All.Select(l => l.Major))} with libavcodec, libavutil and libswscale): "
            + "run 'apt-get install libavformat59 libavcodec59 libswscale6' (or your distribution's newer ones), or start with ./posestream, which installs them");

        nint Load(string name, int major)
        {
            var file = SoName(name, major);
            return NativeLibrary.TryLoad(directory is null ? file : Path.Combine(Path.GetFullPath(directory), file), out var handle) ? handle : 0;
        }
    }

    private static string SoName(string name, int major) => $"lib{name}.so.{major}";
}
