namespace PoseStream.Daemon.Clips;

/// <summary>What can be made again: $XDG_CACHE_HOME/posestream, or ~/.cache/posestream.</summary>
internal static class CacheFolder
{
    /// <param name="environment">Variables; null for those of the process.</param>
    public static string Of(string name, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var cache = environment("XDG_CACHE_HOME");
        var home = environment("HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache"), "posestream", name);
    }
}
