using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Inferring;

/// <summary>DIR/poses.jsonl: written under another name until it is whole, so that a file of this name is never half of one.</summary>
internal sealed class PosesFile : IDisposable
{
    private bool _keep;

    private PosesFile(string path)
    {
        Path = path;
        PartialPath = PartialOf(path);
        Stream = new FileStream(PartialPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    public string Path { get; }

    public string PartialPath { get; }

    public FileStream Stream { get; }

    /// <exception cref="CommandFailedException">The folder cannot be written to.</exception>
    public static PosesFile Create(string folder)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "poses.jsonl");
        try
        {
            Directory.CreateDirectory(folder);
            return new PosesFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", PartialOf(path), exception);
        }
    }

    /// <summary>The run failed: what there is stays under the partial name.</summary>
    public void Keep() => _keep = true;

    /// <summary>After the last line.</summary>
    /// <exception cref="CommandFailedException">It cannot have its name; what there is stays under the partial one.</exception>
    public void Complete()
    {
        _keep = true;
        try
        {
            Stream.Dispose();
            File.Move(PartialPath, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", Path, exception, $"; the poses are in {PartialPath}");
        }
    }

    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk refuses the last bytes here once more; that it is full was told where they were written.
        }

        if (!_keep)
        {
            File.Delete(PartialPath);
        }
    }

    private static string PartialOf(string path) => $"{path}.part";
}
