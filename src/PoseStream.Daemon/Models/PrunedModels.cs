using System.Text.Json;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;

namespace PoseStream.Daemon.Models;

/// <summary>
/// Graphs without the outputs that nobody reads: made once, kept in the store as *.pruned.onnx. A note beside each (*.pruned.json)
/// says from which file and for which outputs it was made, and its hash; one that does not agree with its note is made anew.
/// </summary>
internal sealed class PrunedModels(string folder, PruneModel prune, ILogger logger)
{
    private const string Suffix = ".pruned.onnx";

    /// <summary>The path to open: the pruned graph, or <paramref name="source"/> where it could not be made.</summary>
    public string Of(ModelBuild build, string source)
    {
        if (Path.GetDirectoryName(source) == ModelCatalog.BuiltInFolder)
        {
            // The built-in networks have no such outputs.
            return source;
        }

        var path = Path.Combine(folder, Path.GetFileNameWithoutExtension(build.File) + Suffix);
        string[] outputs = [.. build.Outputs.Values];
        try
        {
            if (ReadNote(path) is { } note && note.SourceSha256 == build.Sha256 && note.Outputs.AsSpan().SequenceEqual(outputs) && File.Exists(path))
            {
                if (FileHash.Of(path) == note.Sha256)
                {
                    return path;
                }

                ModelStoreLog.PrunedChanged(logger, path);
            }

            AtomicFile.Produce(path, temporary => prune(source, temporary, outputs));
            var made = new Note(build.Sha256, FileHash.Of(path), outputs);
            AtomicFile.Write(NoteOf(path), JsonSerializer.SerializeToUtf8Bytes(made));
            ModelStoreLog.Pruned(logger, source, path);
            return path;
        }
        catch (Exception exception)
        {
            // Whatever a graph or a disk does to the pruner, the whole network still runs.
            ModelStoreLog.PruningFailed(logger, source, exception.Message);
            return source;
        }
    }

    /// <summary>Every pruned file with the hash that its note records.</summary>
    public IEnumerable<(string Path, string Expected)> Recorded()
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder, $"*{Suffix}").Order(StringComparer.Ordinal))
        {
            if (ReadNote(path) is { } note)
            {
                yield return (path, note.Sha256);
            }
        }
    }

    private static string NoteOf(string path) => Path.ChangeExtension(path, ".json");

    private static Note? ReadNote(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Note>(File.ReadAllText(NoteOf(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private sealed record Note(string SourceSha256, string Sha256, string[] Outputs);
}
