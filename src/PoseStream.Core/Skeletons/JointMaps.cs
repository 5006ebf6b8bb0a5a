namespace PoseStream.Core.Skeletons;

/// <summary>From each network's joints to the published skeleton, and to those that the next network reads.</summary>
public static class JointMaps
{
    private static readonly Dictionary<string, JointShare[]> ByName = [];

    private static readonly JointMap[] Known =
    [
        new JointMap(Halpe26.Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>()),
        Coco17.ToHalpe26,
        Coco23.ToHalpe26,
        MediaPipe33.ToHalpe26,
        H36m18.ToHalpe26,
        Muco21.ToHalpe26,
        WholeBody133.ToHalpe26,
        D3ke115.ToHalpe26,
        H36m17.ToHalpe26,
        Coco19.ToHalpe26,
    ];

    /// <exception cref="ArgumentException">No map is known.</exception>
    public static JointMap ToPublished(Skeleton source) =>
        Array.Find(Known, map => map.Source == source)
            ?? throw new ArgumentException($"no map from skeleton '{source.Name}' to '{Halpe26.Skeleton.Name}'", nameof(source));

    /// <summary>From the joints of a network to those that the next one reads: all of these must follow, by name or by one of the target's rules, or the network would read what nobody saw.</summary>
    /// <param name="missing">The joints that do not follow, with ", " between.</param>
    /// <returns>Null where some do not follow.</returns>
    public static JointMap? Between(Skeleton source, Skeleton target, out string missing)
    {
        missing = string.Empty;
        foreach (var rule in RulesFor(source, target))
        {
            var lacking = target.Joints.Where(joint => rule.TryGetValue(joint.Name, out var shares)
                ? shares.Any(share => !source.TryIndexOf(share.Joint, out _))
                : !source.TryIndexOf(joint.Name, out _)).Select(joint => joint.Name).ToArray();
            if (lacking.Length == 0)
            {
                missing = string.Empty;
                return new JointMap(source, target, rule);
            }

            missing = string.Join(", ", lacking);
        }

        return null;
    }

    /// <summary>The best first.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, JointShare[]>> RulesFor(Skeleton source, Skeleton target)
    {
        if (target == H36m17.Skeleton && source != target)
        {
            // Whoever has a torso joint has Human3.6M's other joints too.
            yield return source.TryIndexOf("torso", out _) ? ByName : H36m17.FromTrunk;
            yield return H36m17.FromCoco;
        }
        else if (target == Coco19.Skeleton && source != target)
        {
            yield return ByName;
            yield return Coco19.FromCoco;
        }
        else
        {
            yield return ByName;
        }
    }
}
