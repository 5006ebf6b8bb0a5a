using Microsoft.Extensions.Logging;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// Keeps rendered clips in a folder: NAME-KEY.clip, there whole or not at all. One that is damaged or was made by other code is rendered again and replaced.
/// A folder that cannot be written to costs the rendering at each start and nothing else.
/// </summary>
public sealed class ClipCache(string folder, ClipEncoder encoder, ILogger logger)
{
    // Of the key's digits; the file holds them all.
    private const int KeyDigits = 16;

    /// <summary>Null where the clip must be rendered.</summary>
    public RenderedClip? Find(ClipScript script)
    {
        var path = PathOf(script);
        try
        {
            return File.Exists(path) ? ClipFile.Read(File.ReadAllBytes(path), ClipKey.Of(script, encoder)) : null;
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
        var path = PathOf(script);
        try
        {
            Directory.CreateDirectory(folder);
            Write(path, ClipFile.Write(clip, ClipKey.Of(script, encoder)));
            foreach (var old in Directory.EnumerateFiles(folder, $"{script.Name}-*.clip").Where(file => file != path))
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

    private string PathOf(ClipScript script) => Path.Combine(folder, $"{script.Name}-{ClipKey.Of(script, encoder)[..KeyDigits]}.clip");
}
