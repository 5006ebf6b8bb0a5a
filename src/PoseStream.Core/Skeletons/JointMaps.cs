namespace PoseStream.Core.Skeletons;

/// <summary>From each network's joints to the published skeleton.</summary>
public static class JointMaps
{
    /// <exception cref="ArgumentException">No map is known.</exception>
    public static JointMap ToPublished(Skeleton source) =>
        source == Halpe26.Skeleton ? new JointMap(source, source, new Dictionary<string, string[]>())
        : source == MediaPipe33.Skeleton ? MediaPipe33.ToHalpe26
        : throw new ArgumentException($"no map from skeleton '{source.Name}' to '{Halpe26.Skeleton.Name}'", nameof(source));
}
