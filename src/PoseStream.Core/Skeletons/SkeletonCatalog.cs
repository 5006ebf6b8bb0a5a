namespace PoseStream.Core.Skeletons;

/// <summary>The joint sets that a manifest may name in "skeleton". A new one is a file of data and a line here.</summary>
public static class SkeletonCatalog
{
    public static IReadOnlyList<Skeleton> All { get; } =
    [
        Halpe26.Skeleton, Coco17.Skeleton, Coco23.Skeleton, MediaPipe33.Skeleton, H36m17.Skeleton, Coco19.Skeleton, H36m18.Skeleton, Muco21.Skeleton, WholeBody133.Skeleton,
        D3ke115.Skeleton,
    ];
}
