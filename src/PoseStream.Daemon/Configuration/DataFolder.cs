namespace PoseStream.Daemon.Configuration;

/// <summary>Where models and libraries of this user lie: $XDG_DATA_HOME/posestream, or ~/.local/share/posestream. The launcher computes the same.</summary>
internal static class DataFolder
{
    /// <param name="environment">Variables; null for those of the process.</param>
    public static string Of(string name, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var data = environment("XDG_DATA_HOME");
        var home = environment("HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(Path.IsPathRooted(data) ? data : Path.Combine(home, ".local", "share"), "posestream", name);
    }
}
