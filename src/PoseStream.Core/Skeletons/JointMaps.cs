namespace PoseStream.Core.Skeletons;

/// <summary>From each network's joints to the published skeleton.</summary>
public static class JointMaps
{
    private static readonly JointMap[] Known =
    [
        new JointMap(Halpe26.Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>()),
        Coco17.ToHalpe26,
        Coco23.ToHalpe26,
        MediaPipe33.ToHalpe26,
        H36m18.ToHalpe26,
        Muco21.ToHalpe26,
        WholeBody133.ToHalpe26,
    ];

    /// <exception cref="ArgumentException">No map is known.</exception>
    public static JointMap ToPublished(Skeleton source) =>
        Array.Find(Known, map => map.Source == source)
            ?? throw new ArgumentException($"no map from skeleton '{source.Name}' to '{Halpe26.Skeleton.Name}'", nameof(source));
}
