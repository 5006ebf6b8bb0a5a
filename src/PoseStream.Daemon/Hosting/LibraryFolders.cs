using PoseStream.Daemon.Configuration;

namespace PoseStream.Daemon.Hosting;

/// <summary>Where native libraries are, beside the system's own.</summary>
public static class LibraryFolders
{
    /// <summary>Native libraries that the launcher installed.</summary>
    public static string Installed => DataFolder.Of("lib");

    /// <summary>A folder with FFmpeg's libraries that is used instead of the system's, such as a build with more hardware decoders; null for the system's.</summary>
    public static string? FFmpeg => Environment.GetEnvironmentVariable("POSESTREAM_FFMPEG") is { Length: > 0 } folder ? folder : null;
}
