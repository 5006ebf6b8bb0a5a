namespace PoseStream.Daemon.Models;

/// <summary>Files that are there whole or not at all: written beside their place, flushed to the disk, then renamed.</summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        var bytes = contents.ToArray();
        Produce(path, temporary => File.WriteAllBytes(temporary, bytes));
    }

    /// <summary>The contents only: the copy of a read-only file can be written to.</summary>
    public static void Copy(string source, string path) => Produce(path, temporary =>
    {
        using var input = File.OpenRead(source);
        using var output = new FileStream(temporary, FileMode.CreateNew);
        input.CopyTo(output);
    });

    /// <summary>Lets <paramref name="write"/> make a file, then puts it in place.</summary>
    public static void Produce(string path, Action<string> write)
    {
        var temporary = TemporaryFor(path);
        try
        {
            write(temporary);
            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>In the same folder, so that the rename is one step; not ending in .onnx, so that nobody takes it for a network.</summary>
    private static string TemporaryFor(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return $"{path}.{Path.GetRandomFileName()}.tmp";
    }
}
