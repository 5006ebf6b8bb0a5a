using Microsoft.Extensions.Logging;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// Keeps rendered clips in a folder: NAME-KEY.truth.jsonl and, once that is there, NAME-KEY.clip, each whole or not at all. One that is damaged or was made by other code is rendered again and replaced.
/// A folder that cannot be written to costs the rendering at each start and nothing else.
/// </summary>
public sealed class ClipCache(string folder, ClipEncoder encoder, ILogger logger)
{
    // Of the key's digits; the file holds them all.
    private const int KeyDigits = 16;
    private const string Clip = ".clip";
    private const string Truth = ".truth.jsonl";

    /// <summary>Null where the clip must be rendered.</summary>
    public RenderedClip? Find(ClipScript script)
    {
        var path = PathOf(script, Clip);
        try
        {
            return File.Exists(path) ? ClipFile.Read(File.ReadAllBytes(path), File.ReadAllBytes(PathOf(script, Truth)), ClipKey.Of(script, encoder)) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ClipLog.NotRead(logger, path, exception.Message);
            return null;
        }
    }

    /// <summary>Renders a clip and keeps it.</summary>
    /// <inheritdoc cref="ClipRenderer.Render"/>
    public RenderedClip Render(ClipScript script, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var clip = ClipRenderer.Render(script, encoder, progress, cancellationToken);
        Keep(script, clip);
        return clip;
    }

    private void Keep(ClipScript script, RenderedClip clip)
    {
        var (path, beside) = (PathOf(script, Clip), PathOf(script, Truth));
        try
        {
            Directory.CreateDirectory(folder);
            var truth = ClipFile.WriteTruth(clip);
            Write(beside, truth);
            Write(path, ClipFile.Write(clip, truth, ClipKey.Of(script, encoder)));
            string[] kinds = [Clip, Truth];
            foreach (var old in kinds.SelectMany(kind => Directory.EnumerateFiles(folder, $"{script.Name}-*{kind}")).Where(file => file != path && file != beside))
            {
                File.Delete(old);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ClipLog.NotKept(logger, path, exception.Message);
        }
    }

    private static void Write(string path, byte[] contents)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllBytes(temporary, contents);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string PathOf(ClipScript script, string kind) => Path.Combine(folder, $"{script.Name}-{ClipKey.Of(script, encoder)[..KeyDigits]}{kind}");
}
