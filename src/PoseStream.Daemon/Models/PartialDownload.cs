using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PoseStream.Core.Families;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Models;

/// <summary>
/// The part of a file that is here already (*.part), and the mark of the server's version that it is a part of (*.part.tag). Locked while open; what nothing can follow is
/// deleted at the end.
/// </summary>
internal sealed class PartialDownload : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly FileStream _file;
    private bool _complete;

    /// <exception cref="ModelStoreException">It cannot be opened, or another process has it.</exception>
    public PartialDownload(string target)
    {
        _target = target;
        _path = $"{target}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            _file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
            _file.Seek(0, SeekOrigin.End);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{_path}: cannot be opened ({FileProblem.Reason(_path, exception)}); is another download of it running, and is the folder writable?", exception);
        }
    }

    public long Length => _file.Length;

    /// <summary>What to add to the reason of a failure: what is kept for the next call, or nothing.</summary>
    public string Kept => Tag is null ? "" : $"; {_path} is kept, and the next pull goes on from there";

    private string TagPath => $"{_path}.tag";

    /// <summary>What a server must confirm before its bytes may follow these; null: nothing can follow, start anew.</summary>
    public RangeConditionHeaderValue? Tag
    {
        get
        {
            var tag = File.Exists(TagPath) ? File.ReadAllText(TagPath) : null;
            return Length > 0 && RangeConditionHeaderValue.TryParse(tag, out var condition) ? condition : null;
        }
    }

    /// <summary>Throws away what is here; what comes now is a part of the version that the response names.</summary>
    public void Restart(HttpResponseMessage? response)
    {
        if (_file.Length > 0)
        {
            _file.SetLength(0);
        }

        var tag = response?.Headers.ETag is { IsWeak: false } strong ? strong.ToString() : response?.Content.Headers.LastModified?.ToString("r");
        File.WriteAllText(TagPath, tag ?? string.Empty, Encoding.ASCII);
    }

    /// <exception cref="ModelStoreException">The disk is full, or cannot be written.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, long total, CancellationToken cancellationToken)
    {
        try
        {
            await _file.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException(
                $"{_path}: cannot be written to ({FileProblem.Reason(_path, exception)}); the whole file has {total} bytes, make room and pull again", exception);
        }
    }

    /// <summary>Checks the hash and puts the file in its place. A file with another hash is deleted.</summary>
    /// <exception cref="ModelStoreException">Another hash.</exception>
    public async Task CompleteAsync(ModelBuild build, CancellationToken cancellationToken)
    {
        _file.Flush(flushToDisk: true);
        _file.Seek(0, SeekOrigin.Begin);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(_file, cancellationToken));
        if (found == build.Sha256)
        {
            File.Move(_path, _target, overwrite: true);
            File.Delete(TagPath);
            _complete = true;
            return;
        }

        Restart(null);
        throw new ModelStoreException(
            $"{build.File}: what {build.Url} sent is not the file of the manifest: expected SHA-256 {build.Sha256}, found {found}; it was deleted, try once more, then suspect the address");
    }

    public void Dispose()
    {
        try
        {
            // While it is still locked: afterwards it may be another's.
            if (!_complete && Tag is null)
            {
                File.Delete(_path);
                File.Delete(TagPath);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It lies about and does no harm; why the download failed is told.
        }
        finally
        {
            _file.Dispose();
        }
    }
}
