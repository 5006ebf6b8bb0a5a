namespace PoseStream.Daemon.Hosting;

/// <summary>What keeps a file from being read or written to, in words that need no knowledge of the runtime's.</summary>
internal static class FileProblem
{
    // errno of Linux, which the runtime hands on where it has no exception of its own.
    private const int Busy = 11;
    private const int Exists = 17;
    private const int IsFolder = 21;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int OverQuota = 122;

    /// <summary>Why there is nothing to read; null for a file that is there.</summary>
    public static string? OfAbsent(string path) =>
        File.Exists(path) ? null : Directory.Exists(path) ? "is a folder; name one file in it" : "there is no such file";

    /// <param name="path">The file that was to be read or written to, and the folders on its way made.</param>
    /// <returns>A few words without the path; the exception's own where nothing better is known.</returns>
    public static string Reason(string path, Exception exception) => exception switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException or IOException { HResult: Exists } => FileAmongFolders(path) is { } file ? $"{file} is a file and no folder" : "there is no such folder",
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a folder" : "no permission",
        PathTooLongException => "its name is too long",
        IOException { HResult: IsFolder } => "it is a folder",
        IOException { HResult: NoSpace } => "the disk is full",
        IOException { HResult: ReadOnly } => "the disk is read-only",
        IOException { HResult: OverQuota } => "no more may be written: the quota is used up",
        IOException { HResult: Busy } => "another process has it open",
        _ => exception.Message.ReplaceLineEndings(" "),
    };

    /// <param name="option">That named the file, or the folder that it belongs into.</param>
    /// <param name="then">What has come of it: "; ..."; empty where nothing has.</param>
    public static CommandFailedException NotWritten(string option, string path, Exception exception, string then = "") =>
        new($"{option}: {path} cannot be written to ({Reason(path, exception)}){then}", exception);

    private static string? FileAmongFolders(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null && !File.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
