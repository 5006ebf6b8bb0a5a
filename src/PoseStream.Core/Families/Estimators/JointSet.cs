using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>The joints of networks that are trained for one set or another: the manifest names it.</summary>
internal static class JointSet
{
    /// <param name="joints">How many the network's output has; below 0 where the file leaves it open.</param>
    /// <exception cref="ModelContractException">The manifest names none, or one of another size.</exception>
    public static Skeleton Of(ModelManifest manifest, TensorInfo output, long joints)
    {
        var skeleton = SkeletonCatalog.All.FirstOrDefault(known => known.Name == manifest.Skeleton)
            ?? throw new ModelContractException(
                $"model '{manifest.Id}': family '{manifest.Family}' needs \"skeleton\"; write one of {string.Join(", ", SkeletonCatalog.All.Select(known => known.Name))}");
        return joints < 0 || joints == skeleton.Count
            ? skeleton
            : throw new ModelContractException(
                $"model '{manifest.Id}' does not fit skeleton '{skeleton.Name}': output {output} has {joints} joints, expected {skeleton.Count}");
    }

    /// <summary>How sure a network without a word on the person is of one: the mean confidence of the joints it found; 0 for none.</summary>
    public static float MeanConfidence(ReadOnlySpan<JointEstimate> joints)
    {
        var (sum, present) = (0f, 0);
        foreach (ref readonly var joint in joints)
        {
            sum += joint.Confidence;
            present += joint.IsPresent ? 1 : 0;
        }

        return present == 0 ? 0 : sum / present;
    }
}
