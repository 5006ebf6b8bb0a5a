using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PoseStream.Daemon.Models;

/// <summary>
/// SHA-256 of files, remembered in a JSON file with size and time of change: a start must not read every network through.
/// A file that changed is read again. Not for two threads at once.
/// </summary>
internal sealed class FileHashes(string cachePath, ILogger logger)
{
    private Dictionary<string, Entry>? _entries;
    private bool _failed;

    /// <summary>Lower-case hex.</summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public string Of(string path)
    {
        _entries ??= Load();
        var file = new FileInfo(path);
        if (_entries.TryGetValue(file.FullName, out var known) && known.Size == file.Length && known.ModifiedTicks == file.LastWriteTimeUtc.Ticks)
        {
            return known.Sha256;
        }

        return Recompute(path);
    }

    /// <summary>Every file is read again.</summary>
    public void Forget() => _entries = [];

    /// <summary>Reads the file whatever is remembered.</summary>
    public string Recompute(string path)
    {
        _entries ??= Load();
        var file = new FileInfo(path);
        var hash = Compute(path);
        _entries[file.FullName] = new Entry(file.Length, file.LastWriteTimeUtc.Ticks, hash);
        Save();
        return hash;
    }

    private static string Compute(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private Dictionary<string, Entry> Load()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllText(cachePath)) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Only a memory of work done: without it the work is done again.
            return [];
        }
    }

    private void Save()
    {
        try
        {
            foreach (var gone in _entries!.Keys.Where(path => !File.Exists(path)).ToArray())
            {
                _entries.Remove(gone);
            }

            AtomicFile.Write(cachePath, JsonSerializer.SerializeToUtf8Bytes(_entries));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                _failed = true;
                ModelStoreLog.HashesNotKept(logger, cachePath, exception.Message);
            }
        }
    }

    private sealed record Entry(long Size, long ModifiedTicks, string Sha256);
}
