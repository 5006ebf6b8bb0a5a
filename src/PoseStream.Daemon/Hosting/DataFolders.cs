namespace PoseStream.Daemon.Hosting;

/// <summary>Where the launcher and this program keep what belongs to the user and not to the program: ~/.local/share/posestream.</summary>
public static class DataFolders
{
    /// <summary>Native libraries that the launcher installed.</summary>
    public static string Libraries => Path.Combine(Root, "lib");

    private static string Root => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "posestream");
}
