using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Inferring;

/// <summary>DIR/poses.jsonl: written under another name until it is whole, so that a file of this name is never half of one.</summary>
internal sealed class PosesFile : IDisposable
{
    private bool _keep;

    private PosesFile(string folder)
    {
        Path = System.IO.Path.Combine(folder, "poses.jsonl");
        PartialPath = $"{Path}.part";
        Stream = new FileStream(PartialPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    public string Path { get; }

    public string PartialPath { get; }

    public FileStream Stream { get; }

    /// <exception cref="CommandFailedException">The folder cannot be written to.</exception>
    public static PosesFile Create(string folder)
    {
        try
        {
            return new PosesFile(Directory.CreateDirectory(folder).FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"--out: {folder} cannot be written to ({exception.Message})", exception);
        }
    }

    /// <summary>The run failed: what there is stays under the partial name.</summary>
    public void Keep() => _keep = true;

    /// <summary>After the last line.</summary>
    public void Complete()
    {
        Stream.Dispose();
        File.Move(PartialPath, Path, overwrite: true);
        _keep = true;
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
}
