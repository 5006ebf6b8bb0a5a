using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>The joints that a figure is about, with a name to print beside it.</summary>
public sealed class JointSubset
{
    private static readonly string[] LimbNames =
        [.. from part in (string[])["shoulder", "elbow", "wrist", "hip", "knee", "ankle"] from side in (string[])["left", "right"] select $"{side}_{part}"];

    private readonly int[] _indices;

    private JointSubset(string name, int[] indices)
    {
        Name = name;
        _indices = indices;
    }

    /// <summary>Such as "halpe26/limbs12".</summary>
    public string Name { get; }

    /// <summary>Into the skeleton.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    public static JointSubset All(Skeleton skeleton) => new($"{skeleton.Name}/all{skeleton.Count}", [.. Enumerable.Range(0, skeleton.Count)]);

    /// <summary>Shoulders, elbows, wrists, hips, knees and ankles: what nearly every skeleton has and means alike.</summary>
    /// <exception cref="KeyNotFoundException">The skeleton lacks one.</exception>
    public static JointSubset Limbs(Skeleton skeleton) => Of(skeleton, "limbs12", LimbNames);

    /// <summary>COCO's 17 keypoints.</summary>
    /// <exception cref="KeyNotFoundException">The skeleton lacks one.</exception>
    public static JointSubset Coco(Skeleton skeleton) => Of(skeleton, Coco17.Skeleton.Name, [.. Coco17.Skeleton.Joints.Select(joint => joint.Name)]);

    /// <exception cref="KeyNotFoundException">The skeleton lacks one.</exception>
    public static JointSubset Of(Skeleton skeleton, string name, params IReadOnlyList<string> joints) =>
        new($"{skeleton.Name}/{name}", [.. joints.Select(skeleton.IndexOf)]);
}
