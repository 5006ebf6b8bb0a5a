using PoseStream.Synthesis.Motion.Bvh;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Loads recorded motions for the cast.</summary>
public static class MotionFolder
{
    /// <param name="folder">Searched with its subfolders.</param>
    /// <param name="skip">Parts of paths of clips to leave out: recordings that are known to be wrong.</param>
    /// <exception cref="DatasetException">There is no such folder, no BVH file in it, or a file cannot be read.</exception>
    public static IReadOnlyList<BvhClip> Load(string folder, params IReadOnlyList<string> skip)
    {
        if (!Directory.Exists(folder))
        {
            throw new DatasetException($"no folder of motions at {folder}: give one that holds BVH files, or leave the option out");
        }

        var clips = new List<BvhClip>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.bvh", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (skip.Any(part => file.Contains(part, StringComparison.Ordinal)))
            {
                continue;
            }

            try
            {
                clips.Add(BvhClip.Load(file));
            }
            catch (Exception exception) when (exception is BvhFormatException or IOException or UnauthorizedAccessException)
            {
                throw new DatasetException($"{file}: {exception.Message}", exception);
            }
        }

        return clips.Count > 0 ? clips : throw new DatasetException($"no BVH files in {folder}");
    }
}
