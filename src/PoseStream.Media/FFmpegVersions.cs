namespace PoseStream.Media;

/// <summary>Which FFmpeg was loaded.</summary>
/// <param name="Release">As the build names itself: 5.1.9-0+deb12u1, n7.1, …</param>
/// <param name="Directory">Where the libraries were loaded from; null = the system's search path.</param>
public sealed record FFmpegVersions(string Release, Version Format, Version Codec, Version Util, Version Scale, string? Directory);
