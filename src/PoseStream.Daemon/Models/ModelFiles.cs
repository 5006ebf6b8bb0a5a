using PoseStream.Core.Families;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Models;

/// <summary>Looks for networks in folders, by size and hash.</summary>
internal sealed class ModelFiles(IReadOnlyList<string> folders)
{
    public IReadOnlyList<string> Folders => folders;

    /// <summary>The first file that holds the build, whatever its name. The size sorts out nearly all other files before one is read.</summary>
    public string? Find(ModelBuild build) => Find(".onnx", build.Bytes, build.Sha256);

    /// <summary>As <see cref="Find(ModelBuild)"/>, of a file of numbers beside a network.</summary>
    public string? Find(ModelTable table) => Find(Path.GetExtension(table.File), table.Bytes, table.Sha256);

    /// <summary>Every file of that name, whatever is in it.</summary>
    public IEnumerable<string> Named(string file) => folders.Select(folder => Path.Combine(folder, file)).Where(File.Exists);

    /// <summary>What to say of a file that has a build's name and other contents; null where there is none.</summary>
    public string? Impostor(ModelManifest manifest) => manifest.Builds
        .SelectMany(build => Named(build.File).Select(path => (Build: build, File: new FileInfo(path))))
        .Select(pair => $"{pair.File.FullName} is not the file of the manifest: expected SHA-256 {pair.Build.Sha256}, found {HashOf(pair.File.FullName)}"
            + (pair.File.Length < pair.Build.Bytes ? $" (truncated: {pair.File.Length} of {pair.Build.Bytes} bytes)" : string.Empty)
            + "; delete it and get it again")
        .FirstOrDefault();

    /// <exception cref="ModelStoreException">The file cannot be read.</exception>
    public static string HashOf(string path)
    {
        try
        {
            return FileHash.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{path}: cannot be read ({FileProblem.Reason(path, exception)}); check the path and its permissions", exception);
        }
    }

    private string? Find(string extension, long bytes, string sha256) => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, $"*{extension}").Order(StringComparer.Ordinal))
        .FirstOrDefault(path => new FileInfo(path).Length == bytes && HashOf(path) == sha256);
}
